import Testing

@testable import Team

@Suite struct `Work split by speed` {
  private static let speeds: [[Double]] = [
    [1], [1, 0.5], [0.5, 1], [1, 1, 0.25, 0.25], [3, 2, 1], [1, 0.999, 1],
    [0.01, 1, 0.01], (1...12).map { 1 / Double($0) }, [1e-300, 1e300, 1e300],
    Array(repeating: 1.25, count: 8) + Array(repeating: 0.4, count: 16),
  ]

  /// The cut as it was before there were speeds, in whole numbers.
  private static func evenCut(
    _ shards: Int, _ workers: Int, lastShard: Double, nodeCost: Double
  ) -> [Range<Int>] {
    guard shards >= workers else { return WorkSplit.even(shards, over: workers).ranges }
    let largest = max((shards + workers - 1) / workers, shards * 9 / (workers * 8))
    let work = Double(shards) - 1 + lastShard
    var cuts = [0]
    for worker in 1..<workers {
      let after = workers - worker
      let even = work * Double(worker) / Double(workers)
      let allowed =
        max(
          cuts[worker - 1] + 1, shards - after * largest)...min(
          cuts[worker - 1] + largest, shards - after)
      func distance(_ position: Int) -> Double { (Double(position) - even).magnitude }
      func cost(_ position: Int) -> Double {
        distance(position) - Double(position.trailingZeroBitCount) * nodeCost
      }
      let best = allowed.min { (cost($0), distance($0), $0) < (cost($1), distance($1), $1) }
      cuts.append(best ?? allowed.lowerBound)
    }
    return zip(cuts, cuts.dropFirst() + [shards]).map { $0..<$1 }
  }

  @Test(arguments: [1, 0.25], [0.125, 0.5])
  func `equal speeds cut where whole numbers did`(lastShard: Double, nodeCost: Double) {
    for shards in 0...130 {
      for workers in 1...40 {
        for speed in [1.0, 0.5, 1.0 / 3, 1e-12, 7.0] {
          let found = WorkSplit.shards(
            shards, speeds: Array(repeating: speed, count: workers), lastShard: lastShard,
            nodeCost: nodeCost)
          #expect(
            found.ranges
              == Self.evenCut(shards, workers, lastShard: lastShard, nodeCost: nodeCost),
            "\(shards) over \(workers)")
          #expect(
            WorkSplit.proportional(shards, to: Array(repeating: speed, count: workers))
              == .even(shards, over: workers))
        }
      }
    }
  }

  /// When the best split is done: at the end of some worker's part, the first at which all shards can be.
  private static func bestEnd(_ shards: Int, _ speeds: [Double]) -> Double {
    var best = Double.infinity
    for speed in speeds where speed > 1e-9 {
      for count in 0...shards {
        let end = Double(count) / speed
        guard end < best else { break }
        var done = 0
        for other in speeds { done += Int(end * other + 1e-9) }
        if done >= shards { best = end }
      }
    }
    return best
  }

  @Test(arguments: speeds)
  func `shards are covered once, and no part takes much longer than it must`(given: [Double]) {
    let speeds = given.map { $0 / (given.max() ?? 1) }
    let all = speeds.reduce(0, +)
    for shards in 0...300 {
      let best = Self.bestEnd(shards, speeds)
      let mean = Double(shards) / all
      for nodeCost in [0, 0.125, 0.5, 2] {
        let ranges = WorkSplit.shards(shards, speeds: given, nodeCost: nodeCost).ranges
        #expect(ranges.count == speeds.count)
        #expect(ranges.flatMap(Array.init) == Array(0..<shards), "\(shards) over \(speeds)")
        for (range, speed) in zip(ranges, speeds) {
          #expect(
            Double(range.count) / speed <= max(best, mean * 9 / 8) + 1e-9 || range.isEmpty,
            "\(shards) over \(speeds): \(ranges)")
          #expect(!range.isEmpty || mean * speed < 1 + 1e-9, "\(shards) over \(speeds): \(ranges)")
        }
      }
    }
  }

  @Test(arguments: speeds)
  func `many units are split in proportion`(speeds: [Double]) {
    let count = 1 << 20
    let all = speeds.map { $0 / (speeds.max() ?? 1) }.reduce(0, +)
    for split in [
      WorkSplit.proportional(count, to: speeds),
      .shards(count, speeds: speeds, nodeCost: 0),
    ] {
      #expect(split.ranges.flatMap(Array.init) == Array(0..<count))
      for (range, speed) in zip(split.ranges, speeds) {
        let share = Double(count) * speed / (speeds.max() ?? 1) / all
        #expect((Double(range.count) - share).magnitude <= 1.5, "\(speeds): \(split.ranges)")
      }
    }
  }

  @Test func `shards that are too few for all go to the fast ones`() {
    func ranges(_ shards: Int, _ speeds: [Double]) -> [Range<Int>] {
      WorkSplit.shards(shards, speeds: speeds).ranges
    }
    #expect(ranges(2, [1, 0.2, 0.2, 1]) == [0..<1, 1..<1, 1..<1, 1..<2])
    #expect(ranges(2, [0.1, 1]) == [0..<0, 0..<2])
    #expect(ranges(5, [1] + Array(repeating: 0.1, count: 10))[0] == 0..<5)
  }

  @Test func `cuts go to edges of subtrees near by`() {
    #expect(WorkSplit.shards(64, speeds: [2, 1], nodeCost: 0).ranges == [0..<43, 43..<64])
    #expect(WorkSplit.shards(64, speeds: [2, 1], nodeCost: 1).ranges == [0..<44, 44..<64])
  }
}
