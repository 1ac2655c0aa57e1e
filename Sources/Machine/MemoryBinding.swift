/// The intention to keep pages of memory on one NUMA node, or in turn on several.
///
/// A wish, as the system takes it: pages that do not fit there lie elsewhere. Contents never change.
/// Containers often forbid it (Docker's default seccomp filter does); memory then stays where the
/// thread runs that first wrote to it.
public struct MemoryBinding: Sendable {
  /// The operating system's numbers of the nodes. Several take pages in turn.
  public let nodes: [Int]
  private let topology: Topology

  /// - Precondition: at least one node.
  public init(to nodes: [Int], on topology: Topology) {
    precondition(!nodes.isEmpty, "MemoryBinding: memory lies on some node")
    self.nodes = nodes
    self.topology = topology
  }

  /// Keeps the whole pages inside `addresses` there from now on, those that were written to as well:
  /// they are moved. Pages that reach beyond the range are others' memory, too, and are left alone.
  ///
  /// The system remembers the wish for the addresses, not for what lies there now: memory that is
  /// freed and handed out again keeps it.
  ///
  /// - Throws: `memoryRefused` or `memoryElsewhere`; the pages then stay where they are.
  /// - Complexity: a system call, and a copy of every page that lies elsewhere.
  public func bind(_ addresses: Range<UInt>) throws(MachineError) {
    guard let pages = MemoryPages.inside(addresses) else {
      // Said all the same, so that small memory does not hide it.
      guard topology.isThisMachine else { throw .memoryElsewhere(nodes: nodes) }
      return
    }
    try topology.handle.bindMemory(pages, to: nodes)
  }
}

extension Topology {
  /// The NUMA nodes (the operating system's numbers, ascending) that the pages of some memory lie on;
  /// empty where none was written to. Nil where the system does not say.
  public func memoryNodes(of addresses: Range<UInt>) -> [Int]? {
    handle.nodes(of: addresses)
  }

  /// The NUMA nodes that some memory was bound to, ascending; nil where the system does not say.
  public func boundMemoryNodes(of addresses: Range<UInt>) -> [Int]? {
    handle.boundNodes(of: addresses)
  }
}
