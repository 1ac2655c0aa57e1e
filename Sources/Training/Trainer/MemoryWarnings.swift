import Machine

/// What a person should know of where memory lies, each thing once.
///
/// Memory that lies elsewhere makes a run slower and changes nothing else, so that nothing here ends a run.
final class MemoryWarnings: Sendable {
  private let saysRefusals: Bool
  private let content = LockedValue<(refusal: MachineError?, others: [String])>((nil, []))

  /// - Parameter saysRefusals: whether to say that the system refused to keep memory on nodes.
  init(saysRefusals: Bool) {
    self.saysRefusals = saysRefusals
  }

  /// Keeps the first refusal.
  ///
  /// - Returns: whether it was granted.
  @discardableResult
  func collect(_ bind: () throws(MachineError) -> Void) -> Bool {
    do throws(MachineError) {
      try bind()
      return true
    } catch {
      content.withLock { $0.refusal = $0.refusal ?? error }
      return false
    }
  }

  func note(_ line: String) {
    content.withLock { if !$0.others.contains(line) { $0.others.append(line) } }
  }

  /// A line each.
  var lines: [String] {
    content.withLock { content in
      let refusal = saysRefusals ? content.refusal : nil
      return (refusal.map { ["memory stays where it was first used: \($0)"] } ?? [])
        + content.others
    }
  }
}
