import Machine
import Testing

@testable import Team

@Suite struct `Plan of a run` {
  private func plan(
    _ count: Int, of workers: Int, on machine: String = "l3:1 core:2 pu:1", isBound: Bool = true
  ) throws -> RunPlan {
    let placement = Placement.plan(workers: workers, on: try .load(synthetic: machine))
    return RunPlan(placement.participants(count), of: placement, isBound: isBound)
  }

  @Test func `of a few workers spreads them over processing units that many share`() throws {
    let plan = try plan(2, of: 16)
    #expect(plan.participants == [0, 8])
    #expect(plan.patience == .ownCore)
    #expect(plan.meetings.groups.map(\.members) == [2])
  }

  @Test func `meets by the places of those who take part`() throws {
    #expect(try plan(2, of: 8, on: "l3:2 core:4 pu:1").meetings.groups.map(\.members) == [2])
    #expect(try plan(6, of: 8, on: "l3:2 core:4 pu:1").meetings.groups.map(\.members) == [2, 4, 2])
  }

  @Test func `has no patience where workers share processing units`() throws {
    #expect(try plan(3, of: 16).patience == .sharedCore)
    #expect(try plan(2, of: 2).patience == .ownCore)
  }

  @Test func `has patience without binding too, but none where cores cannot be enough`() throws {
    let here = try Topology.load()
    let units = here.processingUnits.count
    let placement = Placement.plan(workers: units + 1, on: here)
    func patience(_ count: Int) -> BarrierPatience {
      RunPlan(placement.participants(count), of: placement, isBound: false).patience
    }
    #expect(patience(units) == .ownCore)
    #expect(patience(units + 1) == .sharedCore)
    // How many units this machine has is unknown then.
    #expect(try plan(2, of: 2, isBound: false).patience == .sharedCore)
  }
}
