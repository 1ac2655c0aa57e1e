/// A part of a machine and what it is made of, as hwloc nests them: for people to look at.
public struct MachinePart: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case machine, group, package, die, core, processingUnit
    /// A data or unified cache of this level.
    case cache(level: Int)
    case memoryNode
  }

  public let kind: Kind
  /// Counted over its kind in hwloc's logical order.
  public let logicalIndex: Int
  /// The operating system's number, where it has one.
  public let osIndex: Int?
  /// Of a cache or of memory, where known.
  public let bytes: Int?
  /// Of a package: the processor's name. Of a group: what kind of group, such as "Cluster".
  public let name: String?
  /// NUMA nodes first, then the rest in logical order. Parts without a usable processing unit are left out.
  public let parts: [MachinePart]
  /// Positions in `Topology.cores` of the cores inside it, or that it is inside of.
  public let cores: Range<Int>

  public init(
    kind: Kind, logicalIndex: Int, osIndex: Int? = nil, bytes: Int? = nil, name: String? = nil,
    parts: [MachinePart] = [], cores: Range<Int>
  ) {
    self.kind = kind
    self.logicalIndex = logicalIndex
    self.osIndex = osIndex
    self.bytes = bytes
    self.name = name
    self.parts = parts
    self.cores = cores
  }
}
