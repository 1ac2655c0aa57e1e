import Learning
import Team

/// Chooses workers anew when other processes begin or cease to take time from some.
struct CrowdReview: SegmentReview {
  private var watch: CoreWatch
  private let team: Team
  private let subject: StepSubject

  /// - Parameter workers: of the first segment.
  /// - Returns: nil where there is nothing to choose, or the system does not say what becomes of threads.
  init?(_ workers: RunWorkers, for subject: StepSubject) {
    team = workers.team
    self.subject = subject
    guard CoreShares.canDiffer(of: team),
      let watch = CoreWatch(
        CoreAccounts(of: team), workers: team.workers, members: workers.members)
    else { return nil }
    self.watch = watch
  }

  var next: Segment { Segment(seconds: watch.interval) }

  mutating func workers(after workers: RunWorkers) async -> RunWorkers? {
    guard let shares = await watch.look(after: workers.members) else { return nil }
    let chosen = await Participation.automatic.runWorkers(of: team, for: subject, shares: shares)
    return chosen.isLike(workers) ? nil : chosen
  }
}
