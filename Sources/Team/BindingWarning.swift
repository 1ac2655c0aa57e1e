public import Machine

/// Workers that run unbound because the system refused to keep them on their processing units.
///
/// They compute the same bits; they may be moved from core to core and away from their memory.
public struct BindingWarning: Equatable, Sendable {
  /// Unbound workers in ascending order, never empty.
  public let workers: [Int]

  /// Why the first of them was refused.
  public let cause: MachineError
}

extension BindingWarning: CustomStringConvertible {
  public var description: String {
    let who = workers.count == 1 ? "worker \(workers[0]) runs" : "\(workers.count) workers run"
    return "\(who) unbound: \(cause)"
  }
}
