import Lockstep

extension TopologyText {
  /// Where arrays lie, a line for each kind.
  static func memory(_ placement: Placement, hugePages: String?) -> [String] {
    var lines: [String] = []
    let nodes = placement.memoryNodes
    if placement.topology.memoryNodes.isEmpty {
      lines.append("memory      the machine hides its NUMA nodes: nothing is placed")
    } else if placement.topology.memoryNodes.count == 1 {
      lines.append("memory      one NUMA node: nothing has to be placed")
    } else if nodes.count == 1 {
      lines.append("memory      all workers are on node \(nodes[0]): it lies there by itself")
    } else {
      let names = TopologyNotation.ranges(nodes.sorted())
      lines += [
        "weights     " + weights(placement.memory.weights, names),
        "rows        " + rows(placement.memory.rows, names),
        "buffers     each worker's own on its node",
      ]
      if let distances = distances(placement.topology) { lines.append("distances   " + distances) }
    }
    if let hugePages { lines.append("huge pages  " + hugePages) }
    return lines
  }

  private static func weights(_ memory: WeightMemory, _ nodes: String) -> String {
    switch memory {
    case .shared: "one copy on nodes \(nodes), each part where the worker is that updates it"
    case .replicated: "a copy on each of nodes \(nodes), updated by its workers"
    }
  }

  private static func rows(_ memory: RowMemory, _ nodes: String) -> String {
    switch memory {
    case .local: "where the workers are that read them, on nodes \(nodes)"
    case .interleaved: "page by page on nodes \(nodes) in turn"
    case .replicated: "a copy on each of nodes \(nodes)"
    }
  }

  private static func distances(_ topology: Topology) -> String? {
    guard let rows = topology.memoryDistances, rows.count > 1 else { return nil }
    let own = rows.indices.map { rows[$0][$0] }
    let others = rows.indices.flatMap { row in
      rows[row].indices.filter { $0 != row }.map { rows[row][$0] }
    }
    func range(_ values: [Double]) -> String {
      let (least, most) = (values.min() ?? 0, values.max() ?? 0)
      let text = least.formatted(significant: 4)
      return least == most ? text : "\(text)–\(most.formatted(significant: 4))"
    }
    return "\(range(own)) to a node's own memory, \(range(others)) to others', as firmware reports"
  }
}
