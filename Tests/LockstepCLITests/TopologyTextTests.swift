import Lockstep
import Testing

@testable import LockstepCLI

@Suite struct TopologyTextTests {
  private static func placement(
    _ machine: String, _ policy: PlacementPolicy = PlacementPolicy(),
    memory: MemoryPolicy = MemoryPolicy()
  ) throws -> Placement {
    .plan(policy, memory: memory, on: try Topology.load(synthetic: machine))
  }

  /// A line without its padding.
  private static func cells(_ line: String) -> String {
    String(line.trimmingPrefix(/\s+/)).replacing(/\s{2,}/, with: "|")
  }

  private static let genoa = "package:2 [numa] l3:12(size=33554432) core:8 pu:2"

  @Test func `hundreds of cores are a few lines`() throws {
    #expect(
      TopologyText.tree(try Self.placement(Self.genoa)) == [
        "machine                           workers 0–191",
        "  2 × package 0–1, NUMA node 0–1  workers 0–191, 96 each",
        "    12 × L3 (32 MB)               8 workers each",
        "      8 × core of 2 threads       1 worker each",
      ])
    let part = TopologyText.tree(
      try Self.placement(Self.genoa, PlacementPolicy(workers: .count(9))))
    #expect(
      part.map(Self.cells) == [
        "machine|workers 0–8", "package 0, NUMA node 0|workers 0–8",
        "L3 0 (32 MB)|workers 0–7", "8 × core of 2 threads|workers 0–7, 1 each",
        "L3 1 (32 MB)|worker 8", "core of 2 threads|worker 8", "7 × core of 2 threads|no worker",
        "10 × L3 2–11 (32 MB)|no worker", "8 × core of 2 threads|no worker",
        "package 1, NUMA node 1|no worker", "12 × L3 12–23 (32 MB)|no worker",
        "8 × core of 2 threads|no worker",
      ])
  }

  @Test func `equal parts are folded wherever they stand`() throws {
    let topology = try Topology.load(synthetic: "package:1 [numa] l3:1 core:8 pu:1")
    let units = topology.processingUnits.filter { $0.osIndex % 2 == 0 }
    let lines = TopologyText.tree(Placement(processingUnits: units, on: topology))
    #expect(
      lines.dropFirst().map(Self.cells) == ["4 × core|workers 0–3, 1 each", "4 × core|no worker"])
  }

  @Test func `the plan has a line for each last cache, or for each node of more than 32`() throws {
    let lines = TopologyText.plan(try Self.placement(Self.genoa)).split(separator: "\n")
    #expect(lines.count == 25)
    #expect(
      lines[13].split(separator: " ") == [
        "96–103", "1", "1", "12", "96–103", "192,", "194,", "…,", "206",
      ])
    let many = TopologyText.plan(try Self.placement("package:2 [numa] l3:17 core:2 pu:1"))
      .split(separator: "\n")
    #expect(many.count == 3)
    #expect(many[2].split(separator: " ") == ["34–67", "1", "1", "17–33", "34–67", "34–67"])
  }

  @Test func `where memory goes is a line for each kind`() throws {
    func lines(_ memory: MemoryPolicy, _ policy: PlacementPolicy = PlacementPolicy()) throws
      -> [String]
    {
      TopologyText.memory(
        try Self.placement(Self.genoa, policy, memory: memory), hugePages: "never")
    }
    let shared = try lines(MemoryPolicy())
    #expect(shared.count == 4 && shared[3] == "huge pages  never")
    #expect(shared[0].hasPrefix("weights     one copy on nodes 0–1"))
    #expect(shared[1] == "rows        page by page on nodes 0–1 in turn")
    #expect(shared[2].hasPrefix("buffers     each worker's own"))
    let replicated = try lines(MemoryPolicy(weights: .replicated, rows: .replicated))
    #expect(replicated[0] == "weights     a copy on each of nodes 0–1, updated by its workers")
    #expect(replicated[1] == "rows        a copy on each of nodes 0–1")
    #expect(try lines(MemoryPolicy(rows: .local))[1].contains("workers are that read them"))
    let few = try lines(MemoryPolicy(), PlacementPolicy(workers: .count(96)))
    #expect(few[0] == "memory      all workers are on node 0: it lies there by itself")
  }
}
