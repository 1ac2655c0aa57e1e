import Machine
import TestSupport
import Testing

@Suite struct `Placements` {
  private static let twoPackages = "package:2 core:4 pu:2"

  @Test func `gives each worker a core before any core a second worker`() throws {
    let topology = try Topology.load(synthetic: Self.twoPackages)
    let firsts = Array(stride(from: 0, to: 16, by: 2))
    #expect(Placement.plan(workers: 8, on: topology).processingUnits.map(\.osIndex) == firsts)
    let all = Placement.plan(workers: 16, on: topology)
    #expect(all.processingUnits.map(\.osIndex) == Array(0..<16))
    #expect(!all.sharesProcessingUnits && all.shortfalls.isEmpty)
  }

  @Test func `uses second hardware threads only where cores have them`() throws {
    let topology = try StoredMachine.hybrid.topology()
    #expect(
      Placement.plan(workers: 14, on: topology).processingUnits.map(\.osIndex)
        == [0, 2, 4, 6, 8, 10] + Array(12..<20))
    #expect(
      Placement.plan(workers: 20, on: topology).processingUnits.map(\.osIndex) == Array(0..<20))
  }

  @Test func `says so where workers share processing units`() throws {
    let topology = try Topology.load(synthetic: "core:2 pu:1")
    let plan = Placement.plan(workers: 5, on: topology)
    #expect(plan.processingUnits.map(\.osIndex) == [0, 0, 0, 1, 1])
    #expect(plan.sharesProcessingUnits)
    #expect(plan.shortfalls == ["5 workers asked for, 2 processing units to be had: they share"])
  }

  @Test func `has as many workers as cores unless told otherwise`() throws {
    #expect(
      Placement.defaultWorkers(on: try Topology.load(synthetic: Self.twoPackages)) == 8)
    #expect(Placement.defaultWorkers(on: try StoredMachine.hybrid.topology()) == 14)
    #expect(Placement.defaultWorkers(on: try StoredMachine.cgroupJob.topology()) == 6)
  }

  @Test func `has one worker a thread or a last cache where that is asked for`() throws {
    let topology = try StoredMachine.genoa.topology()
    func plan(_ rule: WorkerRule) -> Placement {
      .plan(PlacementPolicy(workers: rule), on: topology)
    }
    #expect(plan(.perThread).workers == 384)
    let caches = plan(.perCache)
    #expect(caches.processingUnits.map(\.osIndex) == Array(stride(from: 0, to: 192, by: 8)))
    // 32 tiles share their second caches.
    let tiles = Placement.plan(
      PlacementPolicy(workers: .perCache), on: try StoredMachine.knightsLanding.topology())
    #expect(tiles.processingUnits.map(\.core) == Array(stride(from: 0, to: 64, by: 2)))
  }

  @Test(arguments: PlacementOrder.allCases)
  func `fills two sockets of the EPYC 9654 with 192 workers, 8 a cache`(
    order: PlacementOrder
  ) throws {
    let topology = try StoredMachine.genoa.topology()
    let plan = Placement.plan(PlacementPolicy(workers: .count(192), order: order), on: topology)
    #expect(Set(plan.processingUnits.map(\.core)).count == 192)
    let nodes = Dictionary(grouping: plan.processingUnits, by: \.numaNode).mapValues(\.count)
    #expect(nodes == [0: 96, 1: 96])
    let caches = Dictionary(grouping: plan.processingUnits) { topology.cores[$0.core].lastCache }
    #expect(caches.count == 24 && caches.values.allSatisfy { $0.count == 8 })
    #expect(plan.processingUnits.map(\.osIndex) == Array(0..<192))
  }

  @Test func `compact stays in few caches, scattered uses many, balanced both nodes`() throws {
    let topology = try StoredMachine.genoa.topology()
    func spread(_ order: PlacementOrder) -> (caches: [Int], nodes: [Int]) {
      let plan = Placement.plan(PlacementPolicy(workers: .count(16), order: order), on: topology)
      return (
        plan.processingUnits.map { topology.cores[$0.core].lastCache },
        plan.processingUnits.map(\.numaNode)
      )
    }
    #expect(spread(.compact).caches == Self.eachTwice(by: 8, [0, 1]))
    #expect(spread(.compact).nodes == Array(repeating: 0, count: 16))
    #expect(spread(.scattered).caches == Array(0..<8) + Array(12..<20))
    #expect(spread(.balanced).caches == Self.eachTwice(by: 8, [0, 12]))
    #expect(spread(.balanced).nodes == Self.eachTwice(by: 8, [0, 1]))
  }

  @Test func `fast cores come first, alone, or as if alike`() throws {
    let topology = try StoredMachine.hybrid.topology()
    func cores(_ rule: CoreKindRule, _ workers: WorkerRule) -> [Int] {
      Placement.plan(PlacementPolicy(workers: workers, coreKinds: rule), on: topology)
        .processingUnits.map(\.core)
    }
    #expect(cores(.fastOnly, .perCore) == Array(0..<6))
    #expect(cores(.fastOnly, .perThread) == (0..<12).map { $0 / 2 })
    #expect(cores(.fastFirst, .count(8)) == Array(0..<8))
    // A machine whose slow cores come first.
    let xml = try topology.xml()
      .replacing("<cpukind cpuset=\"0x000ff000\"", with: "<cpukind cpuset=\"0xSWAP\"")
      .replacing("<cpukind cpuset=\"0x00000fff\"", with: "<cpukind cpuset=\"0x000ff000\"")
      .replacing("0xSWAP", with: "0x00000fff")
    let swapped = try Topology.load(xmlText: xml, named: "swapped")
    #expect(
      Placement.plan(PlacementPolicy(workers: .count(8)), on: swapped).processingUnits.map(\.core)
        == Array(6..<14))
    #expect(
      Placement.plan(PlacementPolicy(workers: .count(8), coreKinds: .alike), on: swapped)
        .processingUnits.map(\.core) == Array(0..<8))
  }

  @Test func `speeds follow kinds and crowding, or are alike where an even split is asked for`()
    throws
  {
    let topology = try StoredMachine.hybrid.topology()
    let plan = Placement.plan(PlacementPolicy(workers: .count(16)), on: topology)
    // The two workers more than cores sit on second threads of fast cores.
    #expect(plan.reportedSpeeds[..<5] == [0.5, 0.5, 0.5, 0.5, 1])
    #expect(plan.reportedSpeeds.last == 0.78)
    #expect(plan.mixesCoreKinds)
    let even = Placement.plan(PlacementPolicy(workers: .count(16), split: .even), on: topology)
    #expect(even.reportedSpeeds == Array(repeating: 1, count: 16))
  }

  @Test func `cores are kept free where the order would come last`() throws {
    let topology = try StoredMachine.hybrid.topology()
    func plan(_ free: Int, _ order: PlacementOrder = .compact) -> Placement {
      .plan(PlacementPolicy(order: order, freeCores: free), on: topology)
    }
    #expect(plan(2).processingUnits.map(\.core) == Array(0..<12))
    #expect(plan(14).processingUnits.map(\.core) == [0])
    #expect(plan(14).shortfalls == ["14 cores to be kept free, of 14: 13 are"])
    let genoa = try StoredMachine.genoa.topology()
    let balanced = Placement.plan(PlacementPolicy(order: .balanced, freeCores: 2), on: genoa)
    let nodes = Dictionary(grouping: balanced.processingUnits, by: \.numaNode).mapValues(\.count)
    #expect(nodes == [0: 95, 1: 95])
  }

  @Test func `a CPU quota lowers the number of workers unless it is asked for`() throws {
    let topology = try StoredMachine.kunpeng.topology()
    func workers(_ rule: WorkerRule, _ processors: Double) -> Int {
      Placement.plan(
        PlacementPolicy(workers: rule), on: topology, quota: CPUQuota(processors: processors)
      ).workers
    }
    #expect(workers(.perCore, 0.5) == 1)
    #expect(workers(.perCore, 3.9) == 3)
    #expect(workers(.perThread, 200) == 128)
    #expect(workers(.count(7), 0.5) == 7)
    let plan = Placement.plan(
      PlacementPolicy(), on: topology, quota: CPUQuota(processors: 2.5))
    #expect(
      plan.shortfalls == [
        "128 workers asked for, 2 planned: a CPU quota gives this process the time of 2.5 processors"
      ])
  }

  @Test func `those who take part are neighbours on cores of their own`() throws {
    let shared = Placement.plan(workers: 16, on: try Topology.load(synthetic: "core:2 pu:1"))
    #expect(shared.participants(2) == [0, 8])
    #expect(shared.participants(16) == Array(0..<16))
    let threads = Placement.plan(
      PlacementPolicy(workers: .perThread), on: try StoredMachine.naples.topology())
    #expect(threads.participants(3) == [0, 2, 4])
    #expect(threads.participating(49).processingUnits.prefix(3).map(\.osIndex) == [0, 48, 1])
  }

  @Test func `those who take part are among the candidates`() throws {
    let threads = Placement.plan(
      PlacementPolicy(workers: .perThread), on: try Topology.load(synthetic: "core:4 pu:2"))
    #expect(threads.participants(2, among: [1, 4, 5, 6, 7]) == [1, 4])
    #expect(threads.participants(4, among: [1, 4, 5, 6, 7]) == [1, 4, 5, 6])
    #expect(threads.participants(5, among: [1, 4, 5, 6, 7]) == [1, 4, 5, 6, 7])
    #expect(threads.participating([1, 6]).processingUnits.map(\.osIndex) == [1, 6])
  }

  @Test func `those who take part are fast ones, unless cores are taken as alike`() throws {
    let xml = try StoredMachine.hybrid.topology().xml()
      .replacing("<cpukind cpuset=\"0x000ff000\"", with: "<cpukind cpuset=\"0xSWAP\"")
      .replacing("<cpukind cpuset=\"0x00000fff\"", with: "<cpukind cpuset=\"0x000ff000\"")
      .replacing("0xSWAP", with: "0x00000fff")
    let swapped = try Topology.load(xmlText: xml, named: "swapped")
    #expect(Placement.plan(PlacementPolicy(), on: swapped).participants(2) == [6, 7])
    #expect(
      Placement.plan(PlacementPolicy(coreKinds: .alike), on: swapped).participants(2) == [0, 1])
  }

  @Test func `there are no more workers than a team may have`() throws {
    let large = try Topology.load(synthetic: "package:1000 core:4 pu:2")
    let plan = Placement.plan(PlacementPolicy(workers: .perThread), on: large)
    #expect(plan.workers == Placement.mostWorkers && plan.shortfalls.count == 1)
  }

  private static func eachTwice(by count: Int, _ values: [Int]) -> [Int] {
    values.flatMap { Array(repeating: $0, count: count) }
  }
}
