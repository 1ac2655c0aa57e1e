import Machine
import Team

/// Where `CoreWatch` looks: a team's threads, and the clock.
struct CoreAccounts: Sendable {
  /// Of some of the team's workers; nil where the system does not say.
  var threadTimes: @Sendable (_ members: [Int]) -> [ThreadTimes]?
  /// What part of its core each worker gets in a trial; nil if it could not be made.
  var trial: @Sendable () async -> [Double]?
  /// Seconds since any moment.
  var seconds: @Sendable () -> Double
}

extension CoreAccounts {
  init(of team: Team) {
    let clock = ContinuousClock()
    let start = clock.now
    self.init(
      threadTimes: { team.threadTimes(of: $0) },
      trial: { await team.measuredCoreShares() },
      seconds: { (clock.now - start) / .seconds(1) })
  }
}
