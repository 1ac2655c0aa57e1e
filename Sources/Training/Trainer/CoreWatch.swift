import Machine

/// Looks whether other processes take time from the workers of a run, or no longer do.
///
/// That a worker waits for its core is seen from the system's account of its thread, which costs next to
/// nothing. What part of a core it could get is seen in a trial of some tenth of a second in which all workers
/// want all of theirs: one that has less to do, or sleeps at barriers, waits less. So there are trials only when
/// an account has changed or, where cores were crowded, now and then. Trials, and the new memory of those who take
/// over, cost at most a thirtieth of the time.
struct CoreWatch {
  /// Seconds from one trial to the next: longer and longer while trials tell nothing new.
  private static let pauses = 2.0...32.0
  /// The time that a trial and the change after it took, times this, is the least pause after them.
  private static let pausesPerCost = 30.0
  /// A share that is off by this factor calls for a trial: a process that is moved to and fro takes a fifth from
  /// each of two workers.
  private static let tolerance = 1.1

  private let accounts: CoreAccounts
  /// Seconds between looks.
  let interval: Double

  private var shares: CoreShares
  /// What each worker of the team got in the last trial.
  private var expected: [Double]
  private var pause = Self.pauses.lowerBound
  /// When it began.
  private var lastTrial: Double?
  /// Whether other workers have gone on since the last look.
  private var hasHandedOver = false
  /// When the last look ended, and how long steps went on between the last two after which nobody took over.
  private var lastLook: Double
  private var secondsOfSteps: Double

  private var lastTimes: [ThreadTimes]?
  private var lastMembers: [Int]

  /// - Parameters:
  ///   - workers: of the team.
  ///   - members: those of them that take part in the first segment.
  /// - Returns: nil where the system keeps no accounts.
  init?(_ accounts: CoreAccounts, workers: Int, members: [Int]) {
    guard let times = accounts.threadTimes(members) else { return nil }
    self.accounts = accounts
    // All wait while the files of some workers are read.
    interval = max(0.25, 0.004 * Double(workers))
    shares = .even(workers: workers)
    expected = Array(repeating: 1, count: workers)
    (lastTimes, lastMembers) = (times, members)
    (lastLook, secondsOfSteps) = (accounts.seconds(), interval)
  }

  /// - Parameter members: who took part since the last look.
  /// - Returns: nil if nothing new was found.
  mutating func look(after members: [Int]) async -> CoreShares? {
    let now = accounts.seconds()
    // Steps may be longer than the interval.
    if hasHandedOver, let lastTrial {
      rest(after: now - lastTrial - secondsOfSteps)
    } else {
      secondsOfSteps = now - lastLook
    }
    defer { lastLook = accounts.seconds() }
    hasHandedOver = false
    var times = accounts.threadTimes(members)
    let hasChanged = hasChanged(members, times)
    let isCrowded = shares.areCrowded
    // Whoever is on a machine of his own again need not wait for long when that ends.
    if !hasChanged && !isCrowded && lastTrial.map({ now - $0 > pause }) ?? true {
      pause = Self.pauses.lowerBound
    }
    var found: CoreShares?
    if hasChanged || isCrowded, lastTrial.map({ now - $0 >= pause }) ?? true {
      found = await trial()
      times = accounts.threadTimes(members)
    }
    (lastTimes, lastMembers) = (times, members)
    hasHandedOver = found != nil
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
    lastTrial = start
    guard let measured = await accounts.trial() else { return nil }
    expected = measured
    let found = CoreShares(measured: measured, after: shares)
    let isNew = !found.isLike(shares)
    pause = isNew ? Self.pauses.lowerBound : min(2 * pause, Self.pauses.upperBound)
    rest(after: accounts.seconds() - start)
    guard isNew else { return nil }
    shares = found
    return found
  }

  /// Makes the pause long enough for what trial and change have cost.
  private mutating func rest(after seconds: Double) {
    pause = max(pause, Self.pausesPerCost * seconds)
  }
}
