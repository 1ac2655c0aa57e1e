public import Machine
internal import Synchronization

extension Team {
  /// The system moves processes that are not bound when cores become busy; soon they stay where they are.
  private static let secondsToSettle = 0.02
  /// Long enough for many time slices of whoever else wants a core, some 4 ms each, and for a period in which
  /// CPU quotas are counted.
  private static let secondsOfTrial = 0.1
  /// Beside n busy threads a worker gets 1/(n + 1). What lies between may be a process that moved from one
  /// core to another: seen in 3 of 24 first trials beside one on two cores, and then by both.
  private static let sharesOfMoved = 0.6..<0.9
  private static let mostTrials = 3

  /// What became of the time of some workers' threads so far.
  ///
  /// - Returns: nil where the system does not say.
  /// - Complexity: some ten microseconds a worker.
  public func threadTimes(of members: [Int]) -> [ThreadTimes]? {
    let times = members.compactMap { threads[$0]?.times }
    return times.count == members.count ? times : nil
  }

  /// What part of its core each worker of the team gets, from 0 to 1, if all want all of it: below 1
  /// where another process, or another worker, is busy there.
  ///
  /// - Returns: nil where the system does not say, or the team was cancelled.
  /// - Complexity: 120 ms, in which every worker does nothing else; up to 360 ms where a process seems to
  ///   have moved meanwhile.
  public func measuredCoreShares() async -> [Double]? {
    var shares: [Double]?
    for _ in 0..<Self.mostTrials {
      shares = await triedCoreShares()
      guard let shares, shares.contains(where: Self.sharesOfMoved.contains) else { break }
    }
    return shares
  }

  private func triedCoreShares() async -> [Double]? {
    let found = Mutex<[Double?]>(Array(repeating: nil, count: workers))
    do {
      try await run { worker in
        try Self.spin(Self.secondsToSettle, worker)
        let clock = ContinuousClock()
        let (start, before) = (clock.now, SystemThread.currentProcessorSeconds)
        try Self.spin(Self.secondsOfTrial, worker)
        guard let before, let after = SystemThread.currentProcessorSeconds else { return }
        let wanted = (clock.now - start) / .seconds(1)
        found.withLock { $0[worker.index] = max(0, min(1, (after - before) / wanted)) }
      }
    } catch {
      return nil
    }
    let shares = found.withLock { $0.compactMap(\.self) }
    return shares.count == workers ? shares : nil
  }

  private static func spin(_ seconds: Double, _ worker: Worker) throws {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(seconds))
    while clock.now < end { try worker.checkCancellation() }
  }
}
