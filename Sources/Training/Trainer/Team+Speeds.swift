import Arithmetic
import Machine
import Team

extension Team {
  /// Fused multiply-adds a second of each of some workers, all at the same time, as in training. The best of
  /// some moments: who loses its core to another process in one of them is not slow for that.
  ///
  /// - Returns: nil where the team was cancelled.
  /// - Complexity: about two milliseconds.
  func measuredSpeeds(of members: [Int]) async -> [Double]? {
    let speeds = LockedValue<[Double]>(Array(repeating: 0, count: members.count))
    do {
      try await run(members: members) { worker in
        let clock = ContinuousClock()
        // Some tens of microseconds, in which clocks are read once.
        let passes = 1 << 12
        var (sum, fastest) = (Float(0), 0.0)
        for _ in 0..<5 {
          var (done, seconds) = (0, 0.0)
          try worker.barrier()
          let start = clock.now
          while seconds < 0.000_4 {
            sum += PeakProbe.run(passes: passes, seed: 0.25)
            done += passes
            seconds = (clock.now - start) / .seconds(1)
          }
          fastest = max(fastest, Double(done) / seconds)
        }
        // The sum is some number, so that the compiler cannot leave the work out.
        let speed = sum.isNaN ? 0 : fastest
        speeds.withLock { $0[worker.index] = speed }
      }
    } catch {
      return nil
    }
    let found = speeds.withLock { $0 }
    return found.allSatisfy { $0 > 0 } ? found : nil
  }

  /// Workers that have a core for themselves if no more take part: hardware threads of one core share its
  /// arithmetic.
  var coresApart: Int { Set(placement.processingUnits.map(\.core)).count }
}

extension Placement {
  /// Of some workers: how many have a processing unit for themselves if no more take part.
  func unitsApart(of members: [Int]) -> Int { Set(members.map { processingUnits[$0] }).count }
}
