import Learning
import Team
import Testing

@testable import Training

/// Other workers take over between segments.
@Suite(.timeLimit(.minutes(5))) struct SegmentedTrainingTests {
  static let trainings = RecordedTraining.all(epochs: 30)

  static let schedule = SnapshotSchedule(everyEpochs: 2, everySteps: 7, every: nil)

  /// Lengths that end within epochs, at their ends and before they began.
  @Test(arguments: trainings, [[1], [5], [3, 1, 9, 2], [11, 1], [0], [0, 4, 0]])
  func `the bits, records and copies are those of a run that nobody took over`(
    training: RecordedTraining, lengths: [Int]
  ) async throws {
    let whole = try await training.train(Self.schedule, team: makeTeam(1))
    let team = try makeTeam(4)
    let review = ScriptedReview(team, lengths: lengths)
    let outcome = try await training.train(Self.schedule, team: team, reviewedBy: review)
    #expect(review.reviews.value > 2)
    #expect((outcome.result.state.timeless == whole.result.state.timeless) as Bool)
    #expect(outcome.result.state.chain == whole.result.state.chain)
    #expect(outcome.records.map(\.epoch) == whole.records.map(\.epoch))
    #expect(outcome.records.map(\.steps) == whole.records.map(\.steps))
    #expect(outcome.records.map(\.loss) == whole.records.map(\.loss))
    #expect(outcome.records.map(\.validationLoss) == whole.records.map(\.validationLoss))
    #expect(outcome.digests == whole.digests)
    #expect(outcome.snapshots.map(\.progress.steps) == whole.snapshots.map(\.progress.steps))
    #expect(
      (outcome.snapshots.map { $0.state.timeless } == whole.snapshots.map { $0.state.timeless })
        as Bool)
    let seconds = outcome.records.map(\.seconds)
    #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $0 <= $1 })
    // New memory counts as well.
    #expect(outcome.result.state.seconds >= outcome.result.seconds)
    if training.configuration.optimizer.minibatch != nil {
      #expect(outcome.result.rowsSeen == whole.result.rowsSeen)
    } else {
      // Whoever takes over computes the gradient anew.
      #expect(outcome.result.rowsSeen >= whole.result.rowsSeen)
    }
  }

  @Test(arguments: trainings, [0, 1, 2, 3])
  func `segments without a change are one run`(
    training: RecordedTraining, length: Int
  ) async throws {
    let whole = try await training.train(Self.schedule, team: makeTeam(1))
    let team = try makeTeam(2)
    let review = ScriptedReview(team, lengths: [length], members: [[0, 1]], speeds: [[1, 1]])
    let outcome = try await training.train(Self.schedule, team: team, reviewedBy: review)
    #expect(review.reviews.value > 5)
    #expect((outcome.result.state.timeless == whole.result.state.timeless) as Bool)
    #expect(outcome.digests == whole.digests)
    #expect(outcome.result.rowsSeen == whole.result.rowsSeen)
    #expect(
      (outcome.snapshots.map { $0.state.timeless } == whole.snapshots.map { $0.state.timeless })
        as Bool)
  }

  @Test(arguments: trainings)
  func `a run is interrupted between segments and within them, and goes on`(
    training: RecordedTraining
  ) async throws {
    let whole = try await training.train(team: makeTeam(1))
    let epochs = training.configuration.epochs
    for stop in [1, 2, 3, 5] {
      let team = try makeTeam(3)
      // The script cancels in a review; a record, in a segment.
      var review = ScriptedReview(
        team, lengths: [4], members: [[0, 1, 2], [1]], speeds: [[1], [1]])
      if stop % 2 == 1 { review.cancelsAt = (stop + 1) / 2 }
      let first = try await training.train(
        team: team, reviewedBy: review,
        onEpoch: { if stop % 2 == 0 && $0.epoch == stop * epochs / 10 { team.cancel(.interrupt) } })
      #expect(first.result.interruption == .interrupt)
      #expect(first.result.state.progress.finishedEpochs < epochs)
      let second = try await training.train(team: makeTeam(2), resuming: first.result.state)
      #expect((second.result.state.timeless == whole.result.state.timeless) as Bool, "stop \(stop)")
      #expect(first.digests + second.digests == whole.digests)
    }
  }

  @Test func `a limit ends a run within a segment, and no review follows the end`() async throws {
    let training = Self.trainings[0]
    for limit in [1, 5, 10, 11] {
      let team = try makeTeam(2)
      let review = ScriptedReview(
        team, lengths: [5], members: [[0, 1], [0]], speeds: [[1, 1], [1]])
      let outcome = try await training.train(team: team, until: limit, reviewedBy: review)
      #expect(outcome.result.state.progress.steps == limit)
      #expect(review.reviews.value == (limit - 1) / 5)
      #expect(outcome.result.participants == 2 - (limit - 1) / 5 % 2)
    }
  }

  @Test func `copies by time come due however often others take over`() async throws {
    var training = Self.trainings[1]
    training.configuration.epochs = 2000
    let team = try makeTeam(2)
    let review = ScriptedReview(
      team, lengths: [1], members: [[0], [1]], speeds: [[1], [1]])
    let watch = ContinuousClock.now
    let outcome = try await training.train(
      SnapshotSchedule(everyEpochs: nil, everySteps: nil, every: .milliseconds(300)), team: team,
      until: 4000, reviewedBy: review)
    let elapsed = ContinuousClock.now - watch
    #expect(outcome.snapshots.count >= 1 || elapsed < .milliseconds(600))
  }

  @Test(arguments: [OptimizerName.fista, .owlqn])
  func `a solver that ended in its last iteration stays ended with more of them`(
    optimizer: OptimizerName
  ) async throws {
    var training =
      RecordedTraining.all(epochs: 2000)
      .first { $0.configuration.optimizer == optimizer } ?? Self.trainings[0]
    training.configuration.hidden = []
    let whole = try await training.train(team: makeTeam(2))
    let iterations = whole.result.state.progress.finishedEpochs
    try #require(whole.result.state.progress.hasStoppedEarly && iterations < 2000)
    training.configuration.epochs = iterations
    let exact = try await training.train(team: makeTeam(2))
    #expect(!exact.result.state.progress.hasStoppedEarly)
    training.configuration.epochs = 2000
    let team = try makeTeam(2)
    let script = ScriptedReview(team, lengths: [1], members: [[0]], speeds: [[1]])
    for review in [nil, script] {
      let resumed = try await training.train(
        team: team, resuming: exact.result.state, reviewedBy: review)
      #expect(resumed.records.isEmpty)
      #expect(resumed.result.state.progress.finishedEpochs == iterations)
    }
  }
}
