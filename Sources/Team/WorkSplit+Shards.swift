extension WorkSplit {
  /// Parts of the shards of a minibatch, cut at edges of large subtrees of the reduction tree where
  /// those are close.
  ///
  /// A worker publishes the largest tree nodes inside its range. In the tree (left: the largest
  /// power of two below the number of leaves, right: the rest) a cut at a position with z trailing
  /// zero bits runs along subtrees of 2ᶻ leaves, so about z fewer nodes are published next to it.
  /// A cut goes where `shards moved − zeros · nodeCost` is least. No part becomes larger than the
  /// largest even one, or an eighth more than an even one; none is empty while there are shards
  /// enough.
  ///
  /// - Parameters:
  ///   - lastShard: the work of the last shard, which may have fewer rows, in shards: above 0, at
  ///     most 1.
  ///   - nodeCost: what publishing and adding up a node costs, in shards.
  /// - Precondition: no negative number of shards, at least one worker.
  public static func shards(
    _ shards: Int, over workers: Int, lastShard: Double = 1, nodeCost: Double = 0.5
  ) -> WorkSplit {
    precondition(shards >= 0 && workers > 0, "WorkSplit: impossible split")
    guard shards >= workers else { return even(shards, over: workers) }
    let largest = max((shards + workers - 1) / workers, shards * 9 / (workers * 8))
    let work = Double(shards) - 1 + lastShard
    var cuts: [Int] = []
    var previous = 0
    for worker in 1..<workers {
      let after = workers - worker
      let earliest = max(previous + 1, shards - after * largest)
      let latest = min(previous + largest, shards - after)
      previous = cut(
        near: work * Double(worker) / Double(workers), nodeCost: nodeCost,
        within: earliest...latest)
      cuts.append(previous)
    }
    return WorkSplit(cuts: cuts, count: shards)
  }

  /// The cheapest position for the end of a worker's part.
  private static func cut(near even: Double, nodeCost: Double, within allowed: ClosedRange<Int>)
    -> Int
  {
    func distance(_ position: Int) -> Double { (Double(position) - even).magnitude }
    func cost(_ position: Int) -> Double {
      distance(position) - Double(position.trailingZeroBitCount) * nodeCost
    }
    // No position has more zeros than bits, so none further away than their cost can be cheaper.
    let reach = Int(Double(Int.bitWidth) * nodeCost) + 1
    let near = allowed.clamped(to: (Int(even) - reach)...(Int(even) + 1 + reach))
    return near.min { (cost($0), distance($0), $0) < (cost($1), distance($1), $1) }
      ?? allowed.lowerBound
  }
}
