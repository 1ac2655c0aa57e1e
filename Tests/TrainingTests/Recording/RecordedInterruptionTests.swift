import Learning
import Team
import Testing

@testable import Training

@Suite struct RecordedInterruptionTests {
  static let schedule = SnapshotSchedule(everyEpochs: 1, everySteps: 2, every: nil)

  /// Records and chain of a state that a run ended with must be of the same epochs, and those of the run that
  /// was never stopped.
  static func check(
    _ outcome: RecordedTraining.Outcome, after earlier: [EpochRecord], of whole: [Digest?],
    _ comment: Comment
  ) -> [EpochRecord] {
    let state = outcome.result.state
    let records = earlier + outcome.records
    #expect(records.map(\.epoch) == Array(1..<1 + state.progress.finishedEpochs), comment)
    #expect(records.map(\.digest) == Array(whole.prefix(records.count)), comment)
    #expect(state.chain?.last == records.last?.digest ?? state.chain?.initial, comment)
    for snapshot in outcome.snapshots {
      let copy = snapshot.state
      let epochs = copy.progress.finishedEpochs
      #expect(copy.chain?.last == (epochs == 0 ? copy.chain?.initial : whole[epochs - 1]), comment)
    }
    return records
  }

  /// Of which most of the time goes into hashing and copying, so that this is what is interrupted.
  static let mostlyRecorded: [RecordedTraining] = RecordedTraining.all(epochs: 10).map {
    var training = $0
    training.configuration.hidden = [800, 70]
    training.configuration.batch = .full
    training.data = MadeData(rows: 4).data
    return training
  }

  @Test(arguments: RecordedTraining.all(epochs: 12) + mostlyRecorded, 0..<3)
  func `whenever a run is cancelled, its chain and records agree and go on`(
    training: RecordedTraining, trial: Int
  ) async throws {
    let whole = try await training.train(Self.schedule, team: makeTeam(1))
    var state: TrainingState?
    var records: [EpochRecord] = []
    var interruptions = 0
    for attempt in 0..<1000 {
      let team = try makeTeam(1 + (trial + attempt) % 5)
      // Longer and longer, so that the run ends on any machine.
      let microseconds = 100 * trial + 150 * attempt
      let watch = Task {
        try await Task.sleep(for: .microseconds(microseconds))
        team.cancel(.interrupt)
      }
      let outcome = try await training.train(Self.schedule, team: team, resuming: state)
      watch.cancel()
      records = Self.check(
        outcome, after: records, of: whole.digests,
        "attempt \(attempt), \(team.workers) workers")
      state = outcome.result.state
      guard outcome.result.interruption != nil else { break }
      interruptions += 1
    }
    #expect(
      state?.timeless == whole.result.state.timeless, "after \(interruptions) interruptions")
    #expect(state?.chain == whole.result.state.chain)
  }

  /// Exactly there where an epoch is handed on, or a copy: the barriers before and after it.
  @Test(arguments: RecordedTraining.all(), [1, 2, 4])
  func `a run that is cancelled where something is handed on goes on the same`(
    training: RecordedTraining, workers: Int
  ) async throws {
    let whole = try await training.train(Self.schedule, team: makeTeam(1))
    let epochs = training.configuration.epochs
    for epoch in 1...epochs {
      let team = try makeTeam(workers)
      let first = try await training.train(
        Self.schedule, team: team, onEpoch: { if $0.epoch == epoch { team.cancel(.interrupt) } })
      let records = Self.check(first, after: [], of: whole.digests, "epoch \(epoch)")
      let second = try await training.train(team: makeTeam(3), resuming: first.result.state)
      _ = Self.check(second, after: records, of: whole.digests, "epoch \(epoch), resumed")
      #expect(second.result.state.timeless == whole.result.state.timeless)
    }
    for step in whole.snapshots.map(\.progress.steps) {
      let team = try makeTeam(workers)
      let first = try await training.train(
        Self.schedule, team: team,
        onSnapshot: { if $0.progress.steps == step { team.cancel(.interrupt) } })
      let records = Self.check(first, after: [], of: whole.digests, "step \(step)")
      let second = try await training.train(team: makeTeam(3), resuming: first.result.state)
      _ = Self.check(second, after: records, of: whole.digests, "step \(step), resumed")
      #expect(second.result.state.timeless == whole.result.state.timeless)
    }
  }
}
