import Synchronization
import Team

@testable import Training

/// Hands a run from one set of workers to the next.
struct ScriptedReview: SegmentReview {
  let team: Team
  let lengths: [Int]
  /// Who takes part after each review, in turn.
  let members: [[Int]]
  let shares: [CoreShares]
  var cancelsAt = Int.max
  let reviews: Counter

  final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  init(
    _ team: Team, lengths: [Int],
    members: [[Int]] = [[0, 1, 2, 3], [0], [1, 3], [0, 1, 2, 3], [2], [0, 1, 3]],
    speeds: [[Double]] = [[1, 1, 1, 1], [1], [0.25, 1], [1, 0.5, 0.125, 1], [1], [1, 1, 1]]
  ) {
    self.team = team
    self.lengths = lengths
    self.members = members
    shares = zip(members, speeds).map { members, speeds in
      var measured = Array(repeating: 1.0, count: team.workers)
      for (member, speed) in zip(members, speeds) { measured[member] = speed }
      return CoreShares(measured: measured)
    }
    reviews = Counter()
  }

  var next: Segment {
    let length = lengths[reviews.value % lengths.count]
    // Of no time at all: a pause as soon as may be.
    return length > 0 ? Segment(steps: length) : Segment(seconds: 0)
  }

  mutating func workers(after workers: RunWorkers) async -> RunWorkers? {
    let review = reviews.next()
    if review == cancelsAt { team.cancel(.interrupt) }
    let turn = review % members.count
    let others = await RunWorkers(members[turn], of: team, shares: shares[turn])
    return others.isLike(workers) ? nil : others
  }
}
