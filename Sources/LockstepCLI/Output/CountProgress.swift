import Lockstep
import Synchronization

/// Tells on stderr how many of a number of fits are done.
final class CountProgress: Sendable {
  private let isQuiet: Bool
  private let lastLine = Mutex<ContinuousClock.Instant?>(nil)

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
  }

  /// - Parameter isLast: a line that is always shown.
  func report(_ line: String, isLast: Bool) {
    guard !isQuiet else { return }
    let isDue = lastLine.withLock { last in
      let now = ContinuousClock.now
      let interval: Duration = StandardError.isTerminal ? .milliseconds(100) : .seconds(2)
      guard isLast || last.map({ now - $0 >= interval }) ?? true else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    if StandardError.isTerminal {
      StandardError.rewrite(line)
    } else {
      StandardError.write(line)
    }
  }
}
