import Lockstep

extension TopologyText {
  /// The machine as a tree, a line for parts that are equal in structure, sizes and workers.
  static func tree(_ placement: Placement) -> [String] {
    var workers: [Int: [Int]] = [:]
    for (worker, unit) in placement.processingUnits.enumerated() {
      workers[unit.osIndex, default: []].append(worker)
    }
    let topology = placement.topology
    let root = TopologyTextBranch(topology.tree, of: topology, workers: workers)
    let lines = lines([root], depth: 0, isInsideFolded: false)
    let width = lines.map(\.part.count).max() ?? 0
    return lines.map { line in
      line.part + String(repeating: " ", count: width - line.part.count) + "  " + line.workers
    }
  }

  /// - Parameters:
  ///   - equal: branches of the same shape.
  ///   - isInsideFolded: whether the line stands for several places, so that it can name no numbers.
  private static func lines(
    _ equal: [TopologyTextBranch], depth: Int, isInsideFolded: Bool
  ) -> [(part: String, workers: String)] {
    let count = equal.count == 1 ? "" : "\(equal.count) × "
    let part =
      String(repeating: "  ", count: depth) + count + label(equal, hasNumbers: !isInsideFolded)
    let inside = equal[0].inside.flatMap {
      lines($0, depth: depth + 1, isInsideFolded: isInsideFolded || equal.count > 1)
    }
    return [(part, workersText(equal, hasNumbers: !isInsideFolded))] + inside
  }

  private static func label(_ equal: [TopologyTextBranch], hasNumbers: Bool) -> String {
    equal[0].pieces.indices.map { index in
      let piece = equal[0].pieces[index]
      var words = piece.noun
      if hasNumbers {
        let numbers = equal.compactMap { $0.pieces[index].number }
        if !numbers.isEmpty { words += " " + TopologyNotation.ranges(numbers) }
      }
      guard let detail = piece.detail else { return words }
      return words + " (\(detail))"
    }.joined(separator: ", ")
  }

  private static func workersText(_ equal: [TopologyTextBranch], hasNumbers: Bool) -> String {
    let count = equal[0].workers.count
    let each = equal.count == 1 ? "" : " each"
    guard count > 0 else { return "no worker" }
    guard hasNumbers else { return TopologyNotation.count(count, "worker") + each }
    let all = TopologyNotation.ranges(equal.flatMap(\.workers).sorted())
    let noun = count * equal.count == 1 ? "worker" : "workers"
    return "\(noun) \(all)" + (equal.count == 1 ? "" : ", \(count) each")
  }
}
