import Testing

@testable import Team

@Suite struct `Work split` {
  /// Every pair of a number of shards and a number of workers that the checks below go over.
  private static let pairs = (1...130).flatMap { shards in
    (1...40).map { (shards: shards, workers: $0) }
  }

  @Test func `shard ranges cover every shard once and in order`() {
    for (shards, workers) in Self.pairs {
      let split = WorkSplit.shards(shards, over: workers)
      #expect(split.ranges.count == workers)
      #expect(split.ranges.flatMap(Array.init) == Array(0..<shards), "\(shards) over \(workers)")
    }
  }

  @Test func `no worker is idle while there are shards enough`() {
    for (shards, workers) in Self.pairs {
      let busy = WorkSplit.shards(shards, over: workers).ranges.count { !$0.isEmpty }
      #expect(busy == min(shards, workers), "\(shards) over \(workers)")
    }
  }

  @Test func `the largest part is at most the largest even one or an eighth above the mean`() {
    for (shards, workers) in Self.pairs {
      let largest = WorkSplit.shards(shards, over: workers).ranges.map(\.count).max() ?? 0
      let even = (shards + workers - 1) / workers
      let eighthMore = Double(shards) / Double(workers) * 9 / 8
      #expect(
        largest == even || Double(largest) <= max(Double(even), eighthMore),
        "\(shards) over \(workers)")
    }
  }

  @Test func `moving cuts saves published nodes`() {
    var even = 0
    var moved = 0
    for (shards, workers) in Self.pairs {
      even += Self.nodes(.even(shards, over: workers), of: shards)
      moved += Self.nodes(.shards(shards, over: workers), of: shards)
    }
    #expect(Double(moved) < 0.9 * Double(even), "\(moved) of \(even)")
  }

  @Test func `power of two workers publish one node each for whole powers of two of shards`() {
    for shards in [16, 32, 64, 128] {
      for workers in [1, 2, 4, 8, 16] {
        let split = WorkSplit.shards(shards, over: workers)
        #expect(Self.nodes(split, of: shards) == workers, "\(shards) over \(workers)")
      }
    }
  }

  @Test func `three workers cut 64 shards beside, not at, the thirds`() {
    #expect(WorkSplit.shards(64, over: 3).ranges == [0..<22, 22..<42, 42..<64])
    #expect(WorkSplit.even(64, over: 3).ranges == [0..<21, 21..<42, 42..<64])
  }

  @Test func `a last shard of few rows, and nodes that cost little, move the cut`() {
    func ranges(lastShard: Double, nodeCost: Double) -> [Range<Int>] {
      WorkSplit.shards(7, over: 2, lastShard: lastShard, nodeCost: nodeCost).ranges
    }
    // 6.25 shards of work; 4 is a better place for the tree and too far away.
    #expect(ranges(lastShard: 0.25, nodeCost: 0.125) == [0..<3, 3..<7])
    #expect(ranges(lastShard: 0.25, nodeCost: 0.5) == [0..<4, 4..<7])
    #expect(ranges(lastShard: 1, nodeCost: 0.125) == [0..<4, 4..<7])
  }

  @Test func `by default all shards are whole and a node costs half of one`() {
    #expect(WorkSplit.shards(7, over: 2).ranges == [0..<4, 4..<7])
    for (shards, workers) in Self.pairs {
      #expect(
        WorkSplit.shards(shards, over: workers)
          == WorkSplit.shards(shards, over: workers, lastShard: 1, nodeCost: 0.5))
    }
  }

  @Test(arguments: [0.01, 0.25, 0.5, 1], [0, 0.125, 0.5, 2])
  func `whatever the last shard and a node cost, shards are covered and nobody is idle`(
    lastShard: Double, nodeCost: Double
  ) {
    for (shards, workers) in Self.pairs {
      let ranges = WorkSplit.shards(
        shards, over: workers, lastShard: lastShard, nodeCost: nodeCost
      ).ranges
      #expect(ranges.flatMap(Array.init) == Array(0..<shards), "\(shards) over \(workers)")
      #expect(ranges.count { !$0.isEmpty } == min(shards, workers), "\(shards) over \(workers)")
    }
  }

  @Test(arguments: [1, 3, 16, 64])
  func `even parts begin at multiples and differ by at most one multiple`(alignment: Int) {
    for count in 0...150 {
      for workers in 1...20 {
        let ranges = WorkSplit.even(count, over: workers, alignment: alignment).ranges
        #expect(ranges.count == workers)
        #expect(ranges.flatMap(Array.init) == Array(0..<count), "\(count) over \(workers)")
        let blocks = ranges.map { ($0.count + alignment - 1) / alignment }
        #expect(ranges.allSatisfy { $0.isEmpty || $0.lowerBound % alignment == 0 })
        #expect((blocks.max() ?? 0) - (blocks.min() ?? 0) <= 1, "\(count) over \(workers)")
      }
    }
  }

  @Test func `huge counts do not overflow`() {
    let count = 1 << 40
    #expect(WorkSplit.shards(count, over: 4096).ranges.last?.upperBound == count)
    #expect(WorkSplit.even(count, over: 4096, alignment: 64).ranges.last?.upperBound == count)
  }

  /// How many tree nodes all workers publish together, by walking the tree itself.
  private static func nodes(_ split: WorkSplit, of shards: Int) -> Int {
    func published(_ node: Range<Int>, by range: Range<Int>) -> Int {
      guard node.overlaps(range) else { return 0 }
      if range.lowerBound <= node.lowerBound && node.upperBound <= range.upperBound { return 1 }
      var left = 1
      while left * 2 < node.count { left *= 2 }
      let middle = node.lowerBound + left
      return published(node.lowerBound..<middle, by: range)
        + published(middle..<node.upperBound, by: range)
    }
    return split.ranges.reduce(0) { $0 + published(0..<shards, by: $1) }
  }
}
