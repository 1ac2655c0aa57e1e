internal import Synchronization

extension Team {
  /// How long a meeting of some workers takes when nobody has anything to do: the median of some batches.
  ///
  /// - Returns: nil where the team was cancelled.
  /// - Complexity: a few hundred meetings.
  public func secondsPerMeeting(of members: [Int]) async -> Double? {
    let (batches, meetings) = (9, 32)
    let seconds = Mutex<[Double]>([])
    do {
      try await run(members: members) { worker in
        let clock = ContinuousClock()
        for _ in 0..<batches {
          let before = clock.now
          for _ in 0..<meetings { try worker.barrier() }
          let after = clock.now
          guard worker.index == 0 else { continue }
          seconds.withLock { $0.append((after - before) / .seconds(1) / Double(meetings)) }
        }
      }
    } catch {
      return nil
    }
    let sorted = seconds.withLock { $0.sorted() }
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }
}
