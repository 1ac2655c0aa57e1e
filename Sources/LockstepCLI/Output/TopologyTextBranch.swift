import Lockstep

/// A part of a machine as its text shows it: together with parts that are alone inside of it, with equal
/// siblings folded into one.
struct TopologyTextBranch {
  /// One of the parts that share a line.
  struct Piece {
    let noun: String
    /// What tells it from others of its kind, where it has such a number.
    let number: Int?
    /// Its size.
    let detail: String?
  }

  let pieces: [Piece]
  /// Ascending.
  let workers: [Int]
  /// Equal ones stand together, each group where its first one is.
  let inside: [[TopologyTextBranch]]
  /// Equal for branches that are drawn as one: the same parts with as many workers in the same places.
  let shape: String

  /// - Parameter workers: of each processing unit, by the system's number.
  init(_ part: MachinePart, of topology: Topology, workers: [Int: [Int]]) {
    let memory = part.parts.filter { $0.kind == .memoryNode }
    let parts = part.parts.filter { $0.kind != .memoryNode }
    var pieces = [Self.piece(part, topology)].compactMap(\.self)
    pieces += memory.map {
      Piece(
        noun: "NUMA node", number: $0.osIndex, detail: $0.bytes.map(TopologyNotation.bytes))
    }
    let units = part.kind == .processingUnit ? [part] : part.kind == .core ? parts : []
    let own = units.map { $0.osIndex.flatMap { workers[$0] } ?? [] }
    let branches =
      units.isEmpty ? parts.map { TopologyTextBranch($0, of: topology, workers: workers) } : []
    if branches.count == 1 {
      self.pieces = pieces + branches[0].pieces
      inside = branches[0].inside
      self.workers = branches[0].workers
    } else {
      self.pieces = pieces
      self.workers = (own.flatMap(\.self) + branches.flatMap(\.workers)).sorted()
      inside = Self.folded(branches)
    }
    let words = pieces.map { "\($0.noun) \($0.detail ?? "")" }
    shape =
      "(\(words) \(own.map(\.count))" + branches.map(\.shape).joined() + ")"
  }

  private static func folded(_ branches: [TopologyTextBranch]) -> [[TopologyTextBranch]] {
    var places: [String: Int] = [:]
    return branches.reduce(into: []) { folded, branch in
      if let place = places[branch.shape] {
        folded[place].append(branch)
      } else {
        places[branch.shape] = folded.count
        folded.append([branch])
      }
    }
  }

  private static func piece(_ part: MachinePart, _ topology: Topology) -> Piece? {
    switch part.kind {
    case .machine: return Piece(noun: "machine", number: nil, detail: nil)
    case .group: return Piece(noun: part.name?.lowercased() ?? "group", number: nil, detail: nil)
    case .package:
      // Where all have the same name, the first line says it.
      let name = topology.processorName == nil ? part.name : nil
      return Piece(noun: "package", number: part.logicalIndex, detail: name)
    case .die: return Piece(noun: "die", number: nil, detail: nil)
    case .cache(let level):
      let core = topology.cores[part.cores.lowerBound]
      let isLast = topology.lastCacheParts[core.lastCache] == part
      return Piece(
        noun: "L\(level)", number: isLast ? core.lastCache : nil,
        detail: part.bytes.map(TopologyNotation.bytes))
    case .core:
      let core = topology.cores[part.cores.lowerBound]
      let name = TopologyNotation.name(ofKind: core.kind, on: topology) ?? "core"
      let threads = core.processingUnits.count
      return Piece(
        noun: threads > 1 ? "\(name) of \(threads) threads" : name, number: nil, detail: nil)
    case .processingUnit: return Piece(noun: "processing unit", number: nil, detail: nil)
    case .memoryNode: return nil
    }
  }
}
