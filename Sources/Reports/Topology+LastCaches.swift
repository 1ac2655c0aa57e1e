package import Machine

extension Topology {
  /// The outermost data caches of the tree by the number that their cores have for them
  /// (`Core.lastCache`); cores without a cache have none here.
  package var lastCacheParts: [Int: MachinePart] {
    var found: [Int: MachinePart] = [:]
    func visit(_ part: MachinePart) {
      if case .cache = part.kind, let core = part.cores.first {
        found[cores[core].lastCache] = part
      } else {
        for inside in part.parts { visit(inside) }
      }
    }
    visit(tree)
    return found
  }

  /// The name of the processors, where the system tells and all packages have the same.
  package var processorName: String? {
    var names: [String] = []
    func visit(_ part: MachinePart) {
      if let name = part.name, part.kind == .package || part.kind == .machine {
        if !names.contains(name) { names.append(name) }
      }
      for inside in part.parts { visit(inside) }
    }
    visit(tree)
    return names.count == 1 ? names[0] : nil
  }
}
