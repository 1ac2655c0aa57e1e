extension WorkSplit {
  /// Parts of the shards of a minibatch for workers of the same speed: see
  /// `shards(_:speeds:lastShard:nodeCost:)`.
  ///
  /// - Precondition: no negative number of shards, at least one worker.
  public static func shards(
    _ shards: Int, over workers: Int, lastShard: Double = 1, nodeCost: Double = 0.5
  ) -> WorkSplit {
    precondition(workers > 0, "WorkSplit: impossible split")
    return self.shards(
      shards, speeds: Array(repeating: 1, count: workers), lastShard: lastShard,
      nodeCost: nodeCost)
  }

  /// Parts of the shards of a minibatch, cut at edges of large subtrees of the reduction tree where
  /// those are close.
  ///
  /// A worker publishes the largest tree nodes inside its range. In the tree (left: the largest
  /// power of two below the number of leaves, right: the rest) a cut at a position with z trailing
  /// zero bits runs along subtrees of 2ᶻ leaves, so about z fewer nodes are published next to it.
  /// A cut goes where `shards moved − zeros · nodeCost` is least. No part takes longer than the longest of
  /// the best split, or an eighth longer than if shards could be split; none is empty whose worker's
  /// share, in proportion to speed, is at least a shard.
  ///
  /// - Parameters:
  ///   - speeds: of the workers, in any unit.
  ///   - lastShard: the work of the last shard, which may have fewer rows, in shards: above 0, at
  ///     most 1.
  ///   - nodeCost: what publishing and adding up a node costs, in shards.
  /// - Precondition: no negative number of shards, at least one speed, all above 0.
  public static func shards(
    _ shards: Int, speeds: [Double], lastShard: Double = 1, nodeCost: Double = 0.5
  ) -> WorkSplit {
    precondition(shards >= 0, "WorkSplit: impossible split")
    let speeds = comparable(speeds)
    let workers = speeds.count
    if shards < workers && !speeds.contains(where: { $0 != 1 }) {
      return even(shards, over: workers)
    }
    let before = sums(speeds)
    let all = before[workers]
    // The least and the most that each worker may have.
    let least = speeds.map { Double(shards) * $0 >= all ? 1 : 0 }
    let best = best(shards, speeds, all)
    let most = speeds.indices.map { worker in
      max(
        least[worker], best.counts[worker], Int(best.time * speeds[worker]),
        Int(Double(shards) * 9 * speeds[worker] / (all * 8)))
    }
    var (leastAfter, mostAfter) = (least.reduce(0, +), most.reduce(0, +))
    let work = Double(shards) - 1 + lastShard
    var cuts: [Int] = []
    var previous = 0
    for worker in 1..<workers {
      leastAfter -= least[worker - 1]
      mostAfter -= most[worker - 1]
      let earliest = max(previous + least[worker - 1], shards - mostAfter)
      let latest = min(previous + most[worker - 1], shards - leastAfter)
      previous = cut(
        near: work * before[worker] / all, nodeCost: nodeCost, within: earliest...latest)
      cuts.append(previous)
    }
    return WorkSplit(cuts: cuts, count: shards)
  }

  /// How many shards each worker has where the last one is done as soon as possible, and when that is, in
  /// shards of the fastest.
  private static func best(
    _ shards: Int, _ speeds: [Double], _ all: Double
  ) -> (counts: [Int], time: Double) {
    var time = Double(shards) / all
    var counts = speeds.map { Int(time * $0) }
    // Fewer than there are workers are left, and go one by one to whoever is done with it first.
    var left = shards - counts.reduce(0, +)
    while left > 0 {
      var (worker, end) = (0, Double.infinity)
      for index in speeds.indices {
        let own = Double(counts[index] + 1) / speeds[index]
        if own < end { (worker, end) = (index, own) }
      }
      counts[worker] += 1
      time = max(time, end)
      left -= 1
    }
    return (counts, time)
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
    // Within what is allowed, also where all of that is further away.
    let near = (Int(even) - reach...Int(even) + 1 + reach).clamped(to: allowed)
    return near.min { (cost($0), distance($0), $0) < (cost($1), distance($1), $1) }
      ?? allowed.lowerBound
  }
}
