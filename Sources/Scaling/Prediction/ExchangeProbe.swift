import Synchronization
import Team

/// What two workers cost each other that go through arrays as the workers of a step do: both write their
/// gradients and read all weights, meet, and each adds the other's gradient to its half of the weights.
///
/// Compared with one worker that does the same with its own gradient.
struct ExchangeProbe: Sendable {
  private let weights: ProbeArray
  private let gradients: [ProbeArray]

  /// - Parameter bytes: of the weights.
  init(bytes: Int) {
    weights = ProbeArray(bytes: bytes)
    gradients = (0..<2).map { _ in ProbeArray(bytes: bytes) }
  }

  private static let repetitions = 13

  /// Nanoseconds a line that a worker reads after the other wrote it (`fetch`), and that it writes after
  /// the other read it (`retake`).
  func nanosecondsPerLine(_ team: Team) async throws -> (fetch: Double, retake: Double) {
    let alone = try await seconds(team, together: false)
    let together = try await seconds(team, together: true)
    // Half of what is read is the other's, and half of the weights are updated.
    let lines = weights.lines / 2
    let fetch = max(0, together.read - alone.read) * 1e9 / lines
    let update = max(0, together.update - alone.update) * 1e9 / lines
    return (fetch, max(0, update - fetch))
  }

  /// Medians of the times that worker 0 needs for reading all weights and for updating a half.
  private func seconds(
    _ team: Team, together: Bool
  ) async throws -> (read: Double, update: Double) {
    let found = Mutex((read: [Double](), update: [Double]()))
    try await team.run(workers: 2) { worker in
      let clock = ContinuousClock()
      let works = together || worker.index == 0
      for repetition in 0..<Self.repetitions {
        try worker.barrier()
        if works { gradients[worker.index].fill(0.25) }
        let start = clock.now
        let sum = works ? weights.sum(after: Float(repetition)) : 0
        let read = clock.now - start
        try worker.barrier()
        let middle = clock.now
        if works {
          let other = gradients[together ? 1 - worker.index : worker.index]
          for half in 0..<2 where !together || half == worker.index {
            weights.add(other, half: half)
          }
        }
        // Alone it has updated both.
        let update = (clock.now - middle) / (together ? 1 : 2)
        // In the first repetition nobody has anything to fetch. The sum is looked at, so that the
        // compiler cannot leave the reading out.
        guard worker.index == 0, repetition > 0, !sum.isNaN else { continue }
        found.withLock {
          $0.read.append(read / .seconds(1))
          $0.update.append(update / .seconds(1))
        }
      }
    }
    let (reads, updates) = found.withLock { ($0.read, $0.update) }
    return (Spread(of: reads)?.median ?? 0, Spread(of: updates)?.median ?? 0)
  }
}
