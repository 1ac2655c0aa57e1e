internal import Glibc

/// What can go wrong between Lockstep and the computer it runs on.
public enum MachineError: Error, Equatable, Sendable {
  /// hwloc cannot read a topology. `source` says which, `code` is the errno.
  case topologyUnreadable(source: String, code: Int32)

  /// A file of a topology cannot be read. `code` is the errno.
  case fileUnreadable(path: String, code: Int32)

  /// What a file says is no machine that hwloc can read, or contradicts itself.
  case topologyMalformed(source: String)

  /// A topology without a processing unit that this process may use.
  case topologyEmpty(source: String)

  /// The system refuses to keep a thread on a processing unit. `code` is the errno.
  case bindingRefused(processingUnit: Int, code: Int32)

  /// The topology describes another machine, so nothing here can be bound to it.
  case bindingElsewhere(processingUnit: Int)

  /// The system refuses to keep memory on NUMA nodes. `code` is the errno.
  case memoryRefused(nodes: [Int], code: Int32)

  /// The topology describes another machine, so no memory here can be kept on its nodes.
  case memoryElsewhere(nodes: [Int])
}

extension MachineError: CustomStringConvertible {
  /// One line: what was found, what was expected.
  public var description: String {
    switch self {
    case .topologyUnreadable(let source, let code):
      "cannot read the topology of \(source): \(Self.text(of: code)); expected what hwloc's lstopo writes"
    case .fileUnreadable(let path, let code):
      "\(path): cannot be read: \(Self.text(of: code)); expected a file that hwloc's lstopo wrote"
    case .topologyMalformed(let source):
      "\(source): not a machine that hwloc can read; expected what hwloc's lstopo writes"
    case .topologyEmpty(let source):
      "the topology of \(source) has no processing unit that this process may use"
    case .bindingRefused(let processingUnit, let code):
      "cannot bind a thread to processing unit \(processingUnit): \(Self.text(of: code))"
    case .bindingElsewhere(let processingUnit):
      "cannot bind a thread to processing unit \(processingUnit): it belongs to another machine's topology"
    case .memoryRefused(let nodes, let code):
      "cannot keep memory on \(Self.names(of: nodes)): \(Self.text(of: code))"
    case .memoryElsewhere(let nodes):
      "cannot keep memory on \(Self.names(of: nodes)): another machine's topology"
    }
  }

  private static func names(of nodes: [Int]) -> String {
    (nodes.count == 1 ? "NUMA node " : "NUMA nodes ")
      + nodes.map(String.init).joined(separator: ", ")
  }

  static func text(of code: Int32) -> String {
    String(cString: strerror(code))
  }
}
