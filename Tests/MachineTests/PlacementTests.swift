import Machine
import Testing

@Suite struct `Placements` {
  private static let twoPackages = "package:2 core:4 pu:2"

  @Test func `gives each worker a core before any core a second worker`() throws {
    let topology = try Topology.load(synthetic: Self.twoPackages)
    let plan = Placement.plan(workers: 16, on: topology)
    let firsts = Array(stride(from: 0, to: 16, by: 2))
    #expect(plan.processingUnits.map(\.osIndex) == firsts + firsts.map { $0 + 1 })
    #expect(!plan.sharesProcessingUnits)
  }

  @Test func `is a prefix of the placement of more workers`() throws {
    for machine in StoredMachine.allCases {
      let topology = try machine.topology()
      let most = Placement.plan(workers: 40, on: topology).processingUnits
      for workers in 1...40 {
        let plan = Placement.plan(workers: workers, on: topology)
        #expect(plan.processingUnits == Array(most.prefix(workers)))
        #expect(plan.workers == workers)
      }
    }
  }

  @Test func `uses second hardware threads only where cores have them`() throws {
    let topology = try StoredMachine.hybrid.topology()
    let plan = Placement.plan(workers: 20, on: topology)
    let firsts = [0, 2, 4, 6, 8, 10] + Array(12..<20)
    #expect(plan.processingUnits.map(\.osIndex) == firsts + [1, 3, 5, 7, 9, 11])
  }

  @Test func `starts over where there are more workers than processing units`() throws {
    let topology = try Topology.load(synthetic: "core:2 pu:1")
    let plan = Placement.plan(workers: 5, on: topology)
    #expect(plan.processingUnits.map(\.osIndex) == [0, 1, 0, 1, 0])
    #expect(plan.sharesProcessingUnits)
  }

  @Test func `has as many workers as cores unless told otherwise`() throws {
    #expect(
      Placement.defaultWorkers(on: try Topology.load(synthetic: Self.twoPackages)) == 8)
    #expect(Placement.defaultWorkers(on: try StoredMachine.hybrid.topology()) == 14)
    #expect(Placement.defaultWorkers(on: try StoredMachine.cgroupJob.topology()) == 6)
  }
}
