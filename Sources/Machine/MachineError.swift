internal import Glibc

/// What can go wrong between Lockstep and the computer it runs on.
public enum MachineError: Error, Equatable, Sendable {
  /// hwloc cannot read a topology. `source` says which, `code` is the errno.
  case topologyUnreadable(source: String, code: Int32)

  /// A topology without a processing unit that this process may use.
  case topologyEmpty(source: String)

  /// The system refuses to keep a thread on a processing unit. `code` is the errno.
  case bindingRefused(processingUnit: Int, code: Int32)

  /// The topology describes another machine, so nothing here can be bound to it.
  case bindingElsewhere(processingUnit: Int)
}

extension MachineError: CustomStringConvertible {
  /// One line: what was found, what was expected.
  public var description: String {
    switch self {
    case .topologyUnreadable(let source, let code):
      "cannot read the topology of \(source): \(Self.text(of: code)); expected what hwloc's lstopo writes"
    case .topologyEmpty(let source):
      "the topology of \(source) has no processing unit that this process may use"
    case .bindingRefused(let processingUnit, let code):
      "cannot bind a thread to processing unit \(processingUnit): \(Self.text(of: code))"
    case .bindingElsewhere(let processingUnit):
      "cannot bind a thread to processing unit \(processingUnit): it belongs to another machine's topology"
    }
  }

  private static func text(of code: Int32) -> String {
    String(cString: strerror(code))
  }
}
