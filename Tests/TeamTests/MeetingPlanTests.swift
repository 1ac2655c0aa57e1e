import Machine
import TestSupport
import Testing

@testable import Team

@Suite struct `Plan of meetings` {
  /// Brackets are groups, numbers are workers.
  @Test(arguments: [
    ("core:4 pu:1", 1, "[0]"),
    ("l3:1 core:2 pu:1", 2, "[0 1]"),
    ("l3:1 core:2 pu:2", 7, "[0 1 2 3 4 5 6]"),
    ("l3:1 core:16 pu:1", 16, "[0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15]"),
    ("l3:1 core:17 pu:1", 17, "[[0 1 2 3 4 5 6 7] [8 9 10 11 12 13 14 15 16]]"),
    ("l3:2 core:2 pu:1", 4, "[[0 1] [2 3]]"),
    ("l3:2 core:2 pu:1", 3, "[[0 1] 2]"),
    ("l3:2 core:2 pu:1", 2, "[0 1]"),
    // A node with one cache, and a cache with one worker, add nothing.
    ("package:2 [numa] l3:1 core:2 pu:1", 4, "[[0 1] [2 3]]"),
    ("package:2 [numa] l3:2 core:1 pu:1", 4, "[[0 1] [2 3]]"),
    ("package:2 [numa] l3:2 core:2 pu:1", 8, "[[[0 1] [2 3]] [[4 5] [6 7]]]"),
    ("package:2 [numa] l3:2 core:2 pu:1", 7, "[[[0 1] [2 3]] [[4 5] 6]]"),
    ("package:2 [numa] l3:2 core:2 pu:1", 5, "[[[0 1] [2 3]] 4]"),
    // Caches in a node are too many for one group.
    ("[numa] l3:20 core:1 pu:1", 20, "[[0 1 2 3 4 5 6 7 8 9] [10 11 12 13 14 15 16 17 18 19]]"),
  ])
  func `follows caches and nodes`(machine: String, workers: Int, expected: String) throws {
    let placement = Placement.plan(workers: workers, on: try .load(synthetic: machine))
    #expect(text(MeetingPlan(placement)) == expected)
  }

  @Test func `finds neighbours whatever the order of workers`() throws {
    let topology = try Topology.load(synthetic: "l3:2 core:2 pu:1")
    let units = [0, 2, 3, 1].map { topology.processingUnits[$0] }
    let plan = MeetingPlan(Placement(processingUnits: units, on: topology))
    #expect(text(plan) == "[[0 3] [1 2]]")
  }

  @Test func `has a group for every cache of a large server`() throws {
    let topology = try Topology.load(synthetic: "package:2 [numa] l3:12 core:8 pu:2")
    let plan = MeetingPlan(.plan(workers: 192, on: topology))
    let node = [12] + Array(repeating: 8, count: 12)
    #expect(plan.groups.map(\.members) == [2] + node + node)
  }

  @Test(arguments: [
    "package:2 [numa] l3:12 core:8 pu:2", "package:2 [numa] l3:2 core:2 pu:2", "core:300 pu:1",
    "[numa] l3:1 core:48 pu:1",
  ])
  func `lets every worker of every run arrive once`(machine: String) throws {
    try checkRuns(on: .load(synthetic: machine))
  }

  @Test(arguments: StoredMachine.allCases)
  func `lets every worker arrive once on stored machines`(machine: StoredMachine) throws {
    try checkRuns(on: .load(xml: machine.path))
  }

  private func checkRuns(on topology: Topology) {
    for order in PlacementOrder.allCases {
      let policy = PlacementPolicy(workers: .perThread, order: order)
      let placement = Placement.plan(policy, on: topology)
      for count in Set([1, 2, 3, placement.workers / 2, placement.workers - 1, placement.workers])
      where 0 < count && count <= placement.workers {
        check(MeetingPlan(placement.participating(count)), workers: count)
      }
    }
  }

  private func check(_ plan: MeetingPlan, workers: Int) {
    #expect(plan.groupOfWorker.count == workers)
    var members = Array(repeating: 0, count: plan.groups.count)
    for group in plan.groupOfWorker { members[group] += 1 }
    for (index, group) in plan.groups.enumerated() {
      if let parent = group.parent {
        #expect(parent < index)
        members[parent] += 1
      }
      #expect(group.members <= MeetingPlan.largestGroup)
      #expect(group.members >= 2 || workers == 1)
    }
    #expect(members == plan.groups.map(\.members))
    #expect(plan.groups.filter { $0.parent == nil }.count == 1)
    // What a barrier has memory for.
    #expect(plan.groups.count <= max(1, workers - 1))
  }

  /// Members of a group in the order of their first workers.
  private func text(_ plan: MeetingPlan) -> String {
    func parts(of group: Int) -> (first: Int, text: String) {
      let workers = plan.groupOfWorker.indices.filter { plan.groupOfWorker[$0] == group }
        .map { (first: $0, text: "\($0)") }
      let groups = plan.groups.indices.filter { plan.groups[$0].parent == group }.map(parts)
      let all = (workers + groups).sorted { $0.first < $1.first }
      return (all[0].first, "[" + all.map(\.text).joined(separator: " ") + "]")
    }
    return parts(of: 0).text
  }
}

extension MeetingPlan {
  /// Of all workers of a placement.
  fileprivate init(_ placement: Placement) {
    self.init(workersOn: (0..<placement.workers).map { placement.core(ofWorker: $0) })
  }
}
