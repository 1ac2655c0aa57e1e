import Machine
import Team
import Testing

/// Workers on a machine with several NUMA nodes that is not here: they run unbound, and everything else is done as
/// it would be there.
struct PlacedMachine: CustomTestStringConvertible {
  let testDescription: String
  let placement: Placement

  init(_ name: String, _ placement: Placement) {
    testDescription = "\(name), weights \(placement.memory.weights), rows \(placement.memory.rows)"
    self.placement = placement
  }

  func team() throws -> Team { try Team(placement: placement) }

  static let policies: [MemoryPolicy] = WeightMemory.allCases.flatMap { weights in
    RowMemory.allCases.map { MemoryPolicy(weights: weights, rows: $0) }
  }

  /// Two nodes, four nodes, and workers of unequal speed, with every policy.
  static func all() throws -> [PlacedMachine] {
    let two = try Topology.load(synthetic: "package:2 [numa] core:2 pu:1")
    let four = try Topology.load(synthetic: "package:2 numa:2 core:2 pu:1")
    let threads = try Topology.load(synthetic: "package:2 [numa] core:2 pu:2")
    // Two on the first core, one on the second, two on the other node.
    let units = [0, 1, 2, 4, 6].map { threads.processingUnits[$0] }
    return policies.flatMap { memory in
      [
        PlacedMachine("two nodes", .plan(PlacementPolicy(), memory: memory, on: two)),
        PlacedMachine(
          "three of four nodes",
          .plan(
            PlacementPolicy(workers: .count(3), order: .scattered), memory: memory, on: four)),
        PlacedMachine("four nodes", .plan(PlacementPolicy(), memory: memory, on: four)),
        PlacedMachine(
          "unequal speeds", Placement(processingUnits: units, on: threads, memory: memory)),
      ]
    }
  }
}
