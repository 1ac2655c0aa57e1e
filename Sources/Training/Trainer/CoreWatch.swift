import Machine

/// Looks whether other processes take time from the workers of a run, or no longer do.
///
/// That a worker waits for its core is seen from the system's account of its thread, which costs next to
/// nothing. What part of a core it could get is seen in a trial of some tenth of a second in which all workers
/// want all of theirs: one that has less to do, or sleeps at barriers, waits less. So there are trials only when
/// an account has changed or, where cores were crowded, now and then; they take at most a thirtieth of the time.
struct CoreWatch {
  /// Seconds from one trial to the next: longer and longer while trials tell nothing new.
  private static let pauses = 2.0...32.0
  /// A trial's length times this is the least pause after it.
  private static let pausesPerTrial = 30.0
  /// A share that is off by this factor calls for a trial.
  private static let tolerance = 1.25

  private let accounts: CoreAccounts
  /// Seconds between looks.
  let interval: Double

  private var shares: CoreShares
  /// What each worker of the team got in the last trial.
  private var expected: [Double]
  private var pause = Self.pauses.lowerBound
  private var lastTrial: Double?

  private var lastTimes: [ThreadTimes]?
  private var lastMembers: [Int]

  /// - Parameters:
  ///   - workers: of the team.
  ///   - members: those of them that take part in the first segment.
  init(_ accounts: CoreAccounts, workers: Int, members: [Int]) {
    self.accounts = accounts
    // All wait while the files of some workers are read.
    interval = max(0.25, 0.004 * Double(workers))
    shares = .even(workers: workers)
    expected = Array(repeating: 1, count: workers)
    lastTimes = accounts.threadTimes(members)
    lastMembers = members
  }

  /// - Parameter members: who took part since the last look.
  /// - Returns: nil if nothing new was found.
  mutating func look(after members: [Int]) async -> CoreShares? {
    let now = accounts.seconds()
    let times = accounts.threadTimes(members)
    let isDue = lastTrial.map { now - $0 >= pause } ?? true
    var found: CoreShares?
    if isDue && (hasChanged(members, times) || shares.ofCrowded > 0) { found = await trial() }
    lastMembers = members
    lastTimes = accounts.threadTimes(members)
    return found
  }

  /// Whether a worker of a free core got more or less of it than in the last trial.
  private func hasChanged(_ members: [Int], _ times: [ThreadTimes]?) -> Bool {
    guard let times, let lastTimes, members == lastMembers else { return false }
    return members.indices.contains { index in
      let member = members[index]
      guard shares.relative[member] == 1, let share = (times[index] - lastTimes[index]).share
      else { return false }
      return share * Self.tolerance < expected[member] || expected[member] * Self.tolerance < share
    }
  }

  /// - Returns: nil if nothing new was found.
  private mutating func trial() async -> CoreShares? {
    let start = accounts.seconds()
    guard let measured = await accounts.trial() else { return nil }
    let end = accounts.seconds()
    lastTrial = end
    expected = measured
    let found = CoreShares(measured: measured)
    let isNew = !found.isLike(shares)
    pause = isNew ? Self.pauses.lowerBound : min(2 * pause, Self.pauses.upperBound)
    pause = max(pause, Self.pausesPerTrial * (end - start))
    guard isNew else { return nil }
    shares = found
    return found
  }
}
