import Learning
import Team

/// Decides after a segment of a run who goes on with it.
protocol SegmentReview {
  /// The segment before the next review.
  var next: Segment { get }

  /// - Parameter workers: that took part since the last review.
  /// - Returns: nil where they had best go on as they are.
  mutating func workers(after workers: RunWorkers) async -> RunWorkers?
}

/// Chooses workers anew when other processes begin or cease to take time from some.
struct CrowdReview: SegmentReview {
  private var watch: CoreWatch
  private let team: Team
  private let subject: StepSubject

  /// - Parameter workers: of the first segment.
  /// - Returns: nil where there is nothing to choose, or the system does not say what becomes of threads.
  init?(_ workers: RunWorkers, for subject: StepSubject) {
    team = workers.team
    guard CoreShares.canDiffer(of: team), team.threadTimes(of: workers.members) != nil else {
      return nil
    }
    self.subject = subject
    watch = CoreWatch(CoreAccounts(of: team), workers: team.workers, members: workers.members)
  }

  var next: Segment { Segment(seconds: watch.interval) }

  mutating func workers(after workers: RunWorkers) async -> RunWorkers? {
    guard let shares = await watch.look(after: workers.members) else { return nil }
    let chosen = await Participation.automatic.runWorkers(of: team, for: subject, shares: shares)
    return chosen.isLike(workers) ? nil : chosen
  }
}
