import Learning
import Team
import Testing

@testable import Training

@Suite struct SnapshotTests {
  static let schedules: [(String, SnapshotSchedule)] = {
    var some = SnapshotSchedule()
    some.steps = [1, 5, 7, 10, 999]
    return [
      ("epochs", SnapshotSchedule(everyEpochs: 2, everySteps: nil, every: nil)),
      ("steps", SnapshotSchedule(everyEpochs: nil, everySteps: 3, every: nil)),
      ("both", SnapshotSchedule(everyEpochs: 3, everySteps: 4, every: nil)),
      ("always", SnapshotSchedule(everyEpochs: nil, everySteps: nil, every: .zero)),
      ("some", some), ("never", SnapshotSchedule()),
    ]
  }()

  /// Steps and finished epochs at which copies are due, counted one step after another.
  static func moments(_ name: String, _ epochs: Int, of minibatches: Int) -> [[Int]] {
    var moments: [[Int]] = []
    for step in 1...epochs * minibatches {
      let isEnd = step % minibatches == 0
      let epoch = step / minibatches
      let isDue =
        switch name {
        case "epochs": isEnd && epoch % 2 == 0
        case "steps": step % 3 == 0
        case "both": isEnd && epoch % 3 == 0 || step % 4 == 0
        case "always": true
        case "some": [1, 5, 7, 10].contains(step)
        default: false
        }
      if isDue { moments.append([step, epoch]) }
    }
    return moments
  }

  @Test(arguments: RecordedTraining.all(), schedules)
  func `copies are made when they are due, once each`(
    training: RecordedTraining, schedule: (name: String, value: SnapshotSchedule)
  ) async throws {
    for (workers, chains) in [(1, true), (3, false), (4, true)] {
      let outcome = try await training.train(
        schedule.value, chains: chains, team: makeTeam(workers))
      #expect(
        outcome.snapshots.map { [$0.progress.steps, $0.progress.finishedEpochs] }
          == Self.moments(
            schedule.name, training.configuration.epochs, of: training.minibatches),
        "\(workers) workers")
    }
  }

  @Test(arguments: RecordedTraining.all(epochs: 4))
  func `a copy is the state of a run that ends there, and goes on to the same end`(
    training: RecordedTraining
  ) async throws {
    let schedule = SnapshotSchedule(everyEpochs: nil, everySteps: 1, every: nil)
    let outcome = try await training.train(schedule, team: makeTeam(3))
    #expect(outcome.snapshots.count == training.configuration.epochs * training.minibatches)
    for (index, snapshot) in outcome.snapshots.enumerated() {
      let state = snapshot.state
      let ended = try await training.train(team: makeTeam(1), until: index + 1)
      #expect(state.timeless == ended.result.state.timeless, "after step \(index + 1)")
      #expect(CheckpointTests.bits(state) == CheckpointTests.bits(ended.result.state))
      let rest = try await training.train(team: makeTeam(2), resuming: state)
      #expect(
        rest.result.state.timeless == outcome.result.state.timeless, "after \(index + 1)")
      #expect(
        outcome.digests.suffix(rest.records.count) == rest.digests[...], "after \(index + 1)")
    }
  }

  @Test func `time counts from the last copy`() {
    let schedule = SnapshotSchedule(everyEpochs: nil, everySteps: 10, every: .seconds(2))
    #expect(!schedule.isDue(step: 3, epoch: nil, elapsed: .seconds(1.99)))
    #expect(schedule.isDue(step: 3, epoch: nil, elapsed: .seconds(2)))
    #expect(schedule.isDue(step: 20, epoch: nil, elapsed: .zero))
    #expect(!schedule.isDue(step: 3, epoch: 1, elapsed: .zero))
    #expect(SnapshotSchedule().isEmpty && !schedule.isEmpty)
  }
}
