import Arithmetic
import Synchronization
import Team

/// What reading a line of an array costs one worker that reads on and on.
struct LineProbe: Sendable {
  private let array: ProbeArray

  /// - Parameter bytes: of the array; the thread that makes the probe touches it first.
  init(bytes: Int) { array = ProbeArray(bytes: bytes) }

  /// Nanoseconds a line, on the first worker of `team`.
  func nanosecondsPerLine(_ team: Team) async throws -> Double {
    let passes = max(1, Int(Self.linesRead / array.lines))
    let found = Mutex(0.0)
    try await team.run(workers: 1) { _ in
      let clock = ContinuousClock()
      var sum = array.sum(after: 0)
      let start = clock.now
      for _ in 0..<passes { sum = array.sum(after: sum) }
      let elapsed = clock.now - start
      // Looked at, so that the compiler cannot leave the reading out.
      found.withLock { $0 = sum.isNaN ? 0 : elapsed / .nanoseconds(1) }
    }
    return found.withLock { $0 } / Double(passes) / array.lines
  }

  /// By a measurement, at least: longer than a clock needs, shorter than a person notices.
  private static let linesRead = 3e5
}
