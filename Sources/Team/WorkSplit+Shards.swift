extension WorkSplit {
  /// Parts of the shards of a minibatch, cut at edges of large subtrees of the reduction tree where
  /// those are close.
  ///
  /// A worker publishes the largest tree nodes inside its range. In the tree (left: the largest
  /// power of two below the number of leaves, right: the rest) a cut at a position with z trailing
  /// zero bits runs along subtrees of 2ᶻ leaves, so about z fewer nodes are published next to it.
  /// A cut goes where `shards moved − zeros / 2` is least: publishing and adding up a node moves
  /// about as much memory as half a shard's work takes. No part becomes larger than the largest
  /// even one, or an eighth more than an even one; none is empty while there are shards enough.
  ///
  /// - Precondition: no negative number of shards, at least one worker.
  public static func shards(_ shards: Int, over workers: Int) -> WorkSplit {
    precondition(shards >= 0 && workers > 0, "WorkSplit: impossible split")
    guard shards >= workers else { return even(shards, over: workers) }
    let largest = max((shards + workers - 1) / workers, shards * 9 / (workers * 8))
    var cuts: [Int] = []
    var previous = 0
    for worker in 1..<workers {
      let after = workers - worker
      let earliest = max(previous + 1, shards - after * largest)
      let latest = min(previous + largest, shards - after)
      previous = cut(worker, of: workers, shards: shards, within: earliest...latest)
      cuts.append(previous)
    }
    return WorkSplit(cuts: cuts, count: shards)
  }

  /// The cheapest position for the end of a worker's part.
  private static func cut(
    _ worker: Int, of workers: Int, shards: Int, within allowed: ClosedRange<Int>
  ) -> Int {
    // Distances in shards / workers, so that everything stays whole.
    func distance(_ position: Int) -> Int { abs(position * workers - worker * shards) }
    func cost(_ position: Int) -> Int {
      2 * distance(position) - position.trailingZeroBitCount * workers
    }
    let even = worker * shards / workers
    // No position has more zeros than bits, so none further away than half of them can be cheaper.
    let reach = Int.bitWidth / 2
    let near = allowed.clamped(to: (even - reach)...(even + reach))
    return near.min { (cost($0), distance($0), $0) < (cost($1), distance($1), $1) }
      ?? allowed.lowerBound
  }
}
