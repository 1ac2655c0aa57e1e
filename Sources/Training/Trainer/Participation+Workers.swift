import Machine
import Team

extension Participation {
  /// The workers of `team` that take part.
  ///
  /// - Parameter shares: of each worker of the team; nil where nobody else is known to be busy.
  /// - Complexity: with `automatic` and more than one worker, about half a millisecond, in which a
  ///   few hundred meetings are timed.
  func runWorkers(
    of team: Team, for subject: StepSubject, shares: CoreShares? = nil
  ) async -> RunWorkers {
    guard self == .automatic, team.workers > 1 else { return await RunWorkers(of: team) }
    let shares = shares ?? .even(workers: team.workers)
    let pair = team.placement.participants(min(2, shares.free.count), among: shares.free)
    // Those of a cancelled team never run.
    let isPair = team.placement.unitsApart(of: pair) > 1
    let secondsPerMeeting = isPair ? await team.secondsPerMeeting(of: pair) ?? 0 : 0
    let members = subject.estimate(nanosecondsPerMeeting: secondsPerMeeting * 1e9)
      .members(of: team.placement, shares)
    return await RunWorkers(members, of: team, shares: shares)
  }
}
