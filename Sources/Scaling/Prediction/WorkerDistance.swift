public import Machine

/// How far two workers are from each other: what passing a line between them takes, with two cores that
/// share a last cache as 1.
public struct WorkerDistance: Comparable, Hashable, Sendable {
  /// The nearest part of the machine that holds both.
  public enum Level: String, CaseIterable, Codable, Comparable, Sendable {
    /// A last cache.
    case cache
    /// A NUMA node.
    case node
    case machine

    public static func < (first: Level, second: Level) -> Bool {
      first.order < second.order
    }

    private var order: Int {
      switch self {
      case .cache: 0
      case .node: 1
      case .machine: 2
      }
    }
  }

  public let level: Level
  /// At least 1.
  public let factor: Double

  public static let sharedCache = WorkerDistance(level: .cache, factor: 1)
  /// Two last caches of one node: twice as far.
  public static let sameNode = WorkerDistance(level: .node, factor: 2)
  /// Two nodes of which the firmware says nothing.
  public static let otherNode = WorkerDistance(level: .machine, factor: 3.5)

  public init(level: Level, factor: Double) {
    self.level = level
    self.factor = factor
  }

  /// Between two cores of a machine. Between nodes: `sameNode` times the reported distance over that
  /// of a node to itself, where the firmware reports any.
  public init(_ first: Core, _ second: Core, on topology: Topology) {
    if first.lastCache == second.lastCache {
      self = .sharedCache
    } else if first.numaNode == second.numaNode {
      self = .sameNode
    } else if let ratio = Self.reportedRatio(first.numaNode, second.numaNode, on: topology) {
      self = WorkerDistance(level: .machine, factor: Self.sameNode.factor * max(1, ratio))
    } else {
      self = .otherNode
    }
  }

  /// The farther way, should the two differ.
  private static func reportedRatio(_ first: Int, _ second: Int, on topology: Topology) -> Double? {
    guard let distances = topology.memoryDistances,
      let row = topology.memoryNodes.firstIndex(where: { $0.osIndex == first }),
      let column = topology.memoryNodes.firstIndex(where: { $0.osIndex == second }),
      distances.indices.contains(row), distances.indices.contains(column),
      distances[row].count == distances.count, distances[row][row] > 0
    else { return nil }
    return max(distances[row][column], distances[column][row]) / distances[row][row]
  }

  public static func < (first: WorkerDistance, second: WorkerDistance) -> Bool {
    (first.level, first.factor) < (second.level, second.factor)
  }
}
