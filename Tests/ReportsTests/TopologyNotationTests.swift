import Machine
import Testing

@testable import Reports

@Suite struct `Topology notation` {
  @Test(arguments: [
    ([], ""), ([5], "5"), ([0, 1], "0–1"), ([0, 1, 2, 192, 193], "0–2, 192–193"), ([0, 2], "0, 2"),
    ([0, 2, 4], "0, 2, 4"), ([0, 2, 4, 6], "0, 2, …, 6"),
    ([0, 2, 4, 6, 8, 9, 10], "0, 2, …, 6, 8–10"), ([0, 3, 4, 5], "0, 3–5"),
    ([1, 3, 5, 6], "1, 3, 5–6"), ([7, 6, 5, 4], "7, 6, …, 4"), ([0, 0, 0, 0], "0, 0, …, 0"),
  ])
  func `numbers are ranges and steps`(numbers: [Int], text: String) {
    #expect(TopologyNotation.ranges(numbers) == text)
  }

  @Test func `no number is lost or added`() {
    // Every set of numbers below 10.
    for bits in 0..<1024 {
      let numbers = (0..<10).filter { bits >> $0 & 1 == 1 }
      let parts = TopologyNotation.ranges(numbers).split(separator: ", ").map(String.init)
      var read: [Int] = []
      var isStep = false
      for part in parts {
        if part == "…" {
          isStep = true
        } else if isStep, let last = Int(part), read.count >= 2 {
          let step = read[read.count - 1] - read[read.count - 2]
          read += Array(stride(from: read[read.count - 1] + step, through: last, by: step))
          isStep = false
        } else {
          let ends = part.split(separator: "–").compactMap { Int($0) }
          if let first = ends.first, let last = ends.last { read += Array(first...last) }
        }
      }
      #expect(read == numbers)
    }
  }

  @Test(arguments: [
    (32 << 10, "32 KB"), (1280 << 10, "1.25 MB"), (5_240_832, "5118 KB"),
    (32 << 20, "32 MB"), (24_117_248, "23 MB"), (7_730_941_133, "7.2 GB"), (126 << 30, "126 GB"),
  ])
  func `sizes are those of data sheets`(bytes: Int, text: String) {
    #expect(TopologyNotation.bytes(bytes) == text)
  }

  @Test func `wishes are a few words each`() throws {
    func words(_ policy: PlacementPolicy, _ machine: String) throws -> String {
      let placement = try TopologyPlacement(machine: machine, policy: policy).made()
      return TopologyNotation.words(policy, of: placement).joined(separator: ", ")
    }
    let hybrid = "intel-raptorlake-hybrid-1370P"
    #expect(
      try words(PlacementPolicy(split: .even), hybrid)
        == "14 workers, one per core, compact, fast cores first, rows split evenly, bound")
    #expect(
      try words(
        PlacementPolicy(workers: .perThread, order: .balanced, coreKinds: .fastOnly), hybrid)
        == "12 workers, one per hardware thread, balanced, fast cores only, bound")
    #expect(
      try words(
        PlacementPolicy(workers: .perCache, order: .scattered, freeCores: 1, isBound: false),
        TopologyPlacement.genoa)
        == "24 workers, one per last cache, scattered, 1 core kept free, not bound")
    #expect(
      try words(PlacementPolicy(workers: .count(1)), "core:2 pu:1") == "1 worker, compact, bound")
  }

  @Test func `a machine that hides its caches is said to`() throws {
    let bare = try Topology.load(synthetic: "pu:3")
    #expect(
      TopologyNotation.counts(bare)
        == "1 package, 1 NUMA node, caches unknown, 3 cores, 3 processing units")
  }
}
