import Machine

/// Cores that are drawn in one box: those of a package, of a NUMA node, of a last cache, or of
/// several of these where they are the same cores.
struct TopologyGroup {
  let label: String
  /// Of the label in a font of size 1. Stored, as are `runs`: layouts ask for them thousands of times.
  let labelWidth: Double
  /// How many of the group's children may share a row.
  let runs: [Int]
  /// Empty in the innermost boxes.
  let groups: [TopologyGroup]
  let cores: [Core]

  /// The machine: a group without a label, all of whose innermost groups are equally deep.
  init(_ topology: Topology) {
    self.init(label: "", cores: topology.cores, levels: Self.levels(of: topology)[...])
  }

  private init(label: String, cores: [Core], levels: ArraySlice<Level>) {
    self.label = label
    self.cores = cores
    labelWidth = label.width(size: 1)
    guard let level = levels.first else {
      groups = []
      runs = Self.runs(of: cores)
      return
    }
    groups = Self.parts(cores, level.key).map { part in
      TopologyGroup(label: level.label(part[0]), cores: part, levels: levels.dropFirst())
    }
    runs = [groups.count]
  }

  /// How deep the boxes are nested.
  var depth: Int { groups.first.map { 1 + $0.depth } ?? 0 }

  /// How many places the group's rows have each; cores of another kind begin a row.
  func rows(columns: Int) -> [Int] {
    runs.flatMap { run in
      stride(from: 0, to: run, by: columns).map { min(columns, run - $0) }
    }
  }

  /// Neighbours of the same kind.
  private static func runs(of cores: [Core]) -> [Int] {
    var previous: Int?
    return cores.reduce(into: []) { runs, core in
      if core.kind == previous { runs[runs.count - 1] += 1 } else { runs.append(1) }
      previous = core.kind
    }
  }

  /// Of the groups of this depth below it, one with the most children.
  func largest(atDepth depth: Int) -> TopologyGroup {
    if depth == 0 { return self }
    func children(_ group: TopologyGroup) -> Int { group.runs.reduce(0, +) }
    return groups.map { $0.largest(atDepth: depth - 1) }
      .max { children($0) < children($1) } ?? self
  }

  private struct Level {
    let key: (Core) -> Int
    let label: (Core) -> String
  }

  /// From the outside.
  private static func levels(of topology: Topology) -> [Level] {
    let caches = topology.lastCacheParts
    let package = Level(key: { $0.package }, label: { "package \($0.package)" })
    let node = Level(key: { $0.numaNode }, label: { "node \($0.numaNode)" })
    let cache = Level(key: { $0.lastCache }) { core in
      guard let part = caches[core.lastCache], case .cache(let level) = part.kind else {
        return "cache \(core.lastCache)"
      }
      return "L\(level) \(core.lastCache)"
    }
    var levels = [package]
    if !topology.memoryNodes.isEmpty {
      // A node of several packages lies around them, as on machines of one core a package.
      let isAround = topology.memoryNodes.count < topology.packages
      levels.insert(node, at: isAround ? 0 : 1)
    }
    // A box around each single core would say nothing.
    if topology.lastCaches < topology.cores.count || topology.cores.count == 1 {
      levels.append(cache)
    }
    return levels.reduce(into: []) { merged, level in
      guard let last = merged.last,
        parts(topology.cores, last.key).map({ $0.map(\.index) })
          == parts(topology.cores, level.key).map({ $0.map(\.index) })
      else { return merged.append(level) }
      merged[merged.count - 1] = Level(
        key: last.key, label: { last.label($0) + " · " + level.label($0) })
    }
  }

  /// By key, in the order in which keys come up.
  private static func parts(_ cores: [Core], _ key: (Core) -> Int) -> [[Core]] {
    var places: [Int: Int] = [:]
    return cores.reduce(into: []) { parts, core in
      if let place = places[key(core)] {
        parts[place].append(core)
      } else {
        places[key(core)] = parts.count
        parts.append([core])
      }
    }
  }
}
