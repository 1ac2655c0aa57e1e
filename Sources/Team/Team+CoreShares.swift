public import Machine

extension Team {
  /// Long enough for several time slices of whoever else wants a core, some 4 ms each.
  private static let secondsOfTrial = 0.06

  /// What became of the time of some workers' threads so far.
  ///
  /// - Returns: nil where the system does not say.
  /// - Complexity: some ten microseconds a worker.
  public func threadTimes(of members: [Int]) -> [ThreadTimes]? {
    let times = members.compactMap { threads[$0]?.times }
    return times.count == members.count ? times : nil
  }

  /// What part of its core's time each worker of the team gets, from 0 to 1, if all want all of it: below 1
  /// where another process, or another worker, is busy there.
  ///
  /// - Returns: nil where the system does not say, or the team was cancelled.
  /// - Complexity: 60 ms, in which every worker does nothing else.
  public func measuredCoreShares() async -> [Double]? {
    let everyone = Array(0..<workers)
    guard let before = threadTimes(of: everyone) else { return nil }
    do {
      try await run(members: everyone) { worker in
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(Self.secondsOfTrial))
        while clock.now < end { try worker.checkCancellation() }
      }
    } catch {
      return nil
    }
    guard let after = threadTimes(of: everyone) else { return nil }
    return zip(before, after).map { ($1 - $0).share ?? 1 }
  }
}
