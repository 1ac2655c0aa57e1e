/// What of a machine this process may use: cores, hardware threads, caches, NUMA nodes.
///
/// A plain value, read once. Processing units that a cpuset, a cgroup or `taskset` withholds are
/// not in it, nor are cores without any other.
public struct Topology: Sendable {
  /// Usable cores in logical order, never empty.
  public let cores: [Core]

  /// From the slowest to the fastest; one where all cores are alike, or the system does not tell.
  public let coreKinds: [CoreKind]

  /// NUMA nodes that have usable cores, in logical order; empty where the machine hides its memory.
  public let memoryNodes: [MemoryNode]

  /// How far memory is: latency from the cores of a node (row) to a node (column), both in the order of
  /// `memoryNodes`, as the firmware reports it (10 for its own, by convention). Nil where it does not.
  public let memoryDistances: [[Double]]?

  /// The machine as a tree.
  public let tree: MachinePart

  /// hwloc's own view, kept because binding needs one.
  let handle: HwlocTopology

  /// Whether this is the machine that the process runs on. Threads can be bound to no other.
  public var isThisMachine: Bool { handle.isThisMachine }

  /// Usable hardware threads in logical order: those of a core stand together.
  public var processingUnits: [ProcessingUnit] { cores.flatMap(\.processingUnits) }

  /// Packages (sockets) that have usable cores.
  public var packages: Int { Set(cores.map(\.package)).count }

  /// Last data caches above usable cores, each counted once.
  public var lastCaches: Int { Set(cores.map(\.lastCache)).count }

  /// The machine that this process runs on, or the one that the environment shows in its place:
  /// `HWLOC_XMLFILE=machine.xml HWLOC_THISSYSTEM=0` makes it another, which cannot be bound to.
  ///
  /// - Complexity: milliseconds; reads `/sys`. Load once and hand it on.
  public static func load() throws(MachineError) -> Topology {
    try Topology(HwlocTopology(.thisMachine))
  }

  /// The machine that an XML file written by `lstopo` describes.
  ///
  /// - Throws: `fileUnreadable` or `topologyMalformed`.
  public static func load(xml path: String) throws(MachineError) -> Topology {
    switch UserFile.text(path) {
    case .success(let text):
      guard HwlocTopology.survives(xml: text) else { throw .topologyMalformed(source: path) }
      return try load(xmlText: text, named: path)
    case .failure(.unreadable(let code)): throw .fileUnreadable(path: path, code: code)
    case .failure(.notText): throw .topologyMalformed(source: path)
    }
  }

  /// The machine that XML as `lstopo` writes it describes. Only for XML that is known to be whole: of sets that
  /// contradict each other hwloc may die, for which a file is tried in a child process.
  ///
  /// - Parameter name: what errors call it.
  public static func load(xmlText text: String, named name: String) throws(MachineError) -> Topology
  {
    try Topology(HwlocTopology(.xmlText(text, name: name)))
  }

  /// A machine in hwloc's synthetic notation, such as `"package:2 l3:1 core:4 pu:2"`.
  public static func load(synthetic description: String) throws(MachineError) -> Topology {
    try Topology(HwlocTopology(.synthetic(description)))
  }

  /// The same as hwloc's XML, which `load(xmlText:named:)` and `lstopo` read.
  public func xml() throws(MachineError) -> String { try handle.xml() }

  private init(_ handle: HwlocTopology) throws(MachineError) {
    let (kinds, kindOfUnit) = handle.coreKinds()
    cores = handle.usableCores(kindOfUnit: kindOfUnit)
    let numbers = cores.flatMap(\.processingUnits).map(\.osIndex)
    // hwloc does not look, and everything here finds units by their numbers.
    guard Set(numbers).count == numbers.count else {
      throw .topologyMalformed(source: handle.source.description)
    }
    if cores.isEmpty { throw .topologyEmpty(source: handle.source.description) }
    coreKinds = kinds
    memoryNodes = handle.memoryNodes(of: cores)
    memoryDistances = handle.memoryDistances(between: memoryNodes.map(\.osIndex))
    tree = handle.tree(of: cores)
    self.handle = handle
  }
}
