import Lockstep

/// What a machine and the plan for it say to a person.
enum TopologyText {
  /// - Parameters:
  ///   - machine: its name.
  ///   - hugePages: what the system's switch for huge pages says; nil where it cannot be known.
  static func text(
    _ placement: Placement, machine: String, shortfalls: [String], hugePages: String?
  ) -> String {
    let topology = placement.topology
    let name = [machine, topology.processorName].compactMap(\.self).joined(separator: ", ")
    let words = TopologyNotation.words(placement.policy, of: placement)
    let sections = [
      ["\(name): \(TopologyNotation.counts(topology))"],
      tree(placement),
      ["plan: " + words.joined(separator: ", "), plan(placement)],
      memory(placement, hugePages: hugePages),
      shortfalls.map { "note: \($0)" },
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }
}
