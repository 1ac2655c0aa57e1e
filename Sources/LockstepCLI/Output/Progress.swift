import Lockstep
import Synchronization

/// Tells on stderr how training goes: one line that rewrites itself on a terminal, otherwise a line
/// for some epochs.
final class Progress: Sendable {
  private let isQuiet: Bool
  private let epochs: Int
  private let lastLine = Mutex<ContinuousClock.Instant?>(nil)

  init(isQuiet: Bool, epochs: Int) {
    self.isQuiet = isQuiet
    self.epochs = epochs
  }

  func report(_ record: EpochRecord) {
    guard !isQuiet else { return }
    let isLast = record.epoch == epochs
    let isDue = lastLine.withLock { last in
      let now = ContinuousClock.now
      let interval: Duration = StandardError.isTerminal ? .milliseconds(100) : .seconds(2)
      guard isLast || last.map({ now - $0 >= interval }) ?? true else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    var line = "epoch \(record.epoch)/\(epochs)  loss \(record.loss.formatted(digits: 5))"
    if let validation = record.validationLoss {
      line += "  validation \(validation.formatted(digits: 5))"
    }
    line += "  \(record.seconds.formatted(digits: 1)) s"
    if StandardError.isTerminal {
      StandardError.rewrite(line)
    } else {
      StandardError.write(line)
    }
  }
}
