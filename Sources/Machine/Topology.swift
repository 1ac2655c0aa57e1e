/// What of a machine this process may use: cores, hardware threads, caches, NUMA nodes.
///
/// A plain value, read once. Processing units that a cpuset, a cgroup or `taskset` withholds are
/// not in it, nor are cores without any other.
public struct Topology: Sendable {
  /// Usable cores in logical order, never empty.
  public let cores: [Core]

  /// hwloc's own view, kept because binding needs one.
  let handle: HwlocTopology

  /// Whether this is the machine that the process runs on. Threads can be bound to no other.
  public var isThisMachine: Bool { handle.isThisMachine }

  /// Usable hardware threads in logical order: those of a core stand together.
  public var processingUnits: [ProcessingUnit] { cores.flatMap(\.processingUnits) }

  /// The machine that this process runs on, or the one that the environment shows in its place:
  /// `HWLOC_XMLFILE=machine.xml HWLOC_THISSYSTEM=0` makes it another, which cannot be bound to.
  ///
  /// - Complexity: milliseconds; reads `/sys`. Load once and hand it on.
  public static func load() throws(MachineError) -> Topology {
    try Topology(HwlocTopology(.thisMachine))
  }

  /// The machine that an XML file written by `lstopo` describes.
  public static func load(xml path: String) throws(MachineError) -> Topology {
    try Topology(HwlocTopology(.xml(path: path)))
  }

  /// A machine in hwloc's synthetic notation, such as `"package:2 l3:1 core:4 pu:2"`.
  public static func load(synthetic description: String) throws(MachineError) -> Topology {
    try Topology(HwlocTopology(.synthetic(description)))
  }

  private init(_ handle: HwlocTopology) throws(MachineError) {
    cores = handle.usableCores()
    self.handle = handle
    if cores.isEmpty { throw .topologyEmpty(source: handle.source.description) }
  }
}
