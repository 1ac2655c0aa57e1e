import Machine
import TestSupport
import Testing

/// Machines with workers on them, for pictures.
struct TopologyPlacement: CustomTestStringConvertible, Sendable {
  /// The name of a stored machine, or hwloc's synthetic notation.
  let machine: String
  let policy: PlacementPolicy

  var testDescription: String { "\(machine), \(policy.workers), \(policy.order)" }

  func made() throws -> Placement {
    let topology =
      if let stored = StoredMachine(rawValue: machine) {
        try Topology.load(xml: stored.path)
      } else {
        try Topology.load(synthetic: machine)
      }
    return .plan(policy, on: topology)
  }

  static let genoa = "package:2 [numa] l3:12(size=33554432) core:8 pu:2"

  static let machines: [String] =
    StoredMachine.allCases.map(\.rawValue) + [
      genoa, "pu:1", "pu:3", "core:2 pu:1", "package:1 l3:1 core:1 pu:8", "core:7 pu:5",
      "package:2 [numa] [numa] core:2 pu:1", "package:2 die:4 [numa] l3:2 core:3 pu:2",
      "numa:8 package:8 l3:1 core:1 pu:4", "package:1 l2:32 core:2 pu:4",
      "package:2 die:2 [numa] l3:1 core:32 pu:1", "package:4 die:4 [numa] l3:4 core:8 pu:2",
    ]

  static let all: [TopologyPlacement] = machines.flatMap { machine in
    [
      PlacementPolicy(), PlacementPolicy(workers: .perThread), PlacementPolicy(workers: .count(1)),
      PlacementPolicy(workers: .count(7), order: .scattered),
      PlacementPolicy(workers: .perCache, order: .balanced),
      PlacementPolicy(workers: .count(1000)),
    ].map { TopologyPlacement(machine: machine, policy: $0) }
  }
}
