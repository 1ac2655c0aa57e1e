import Learning
import Synchronization
import Team
import Testing

@testable import Training

/// Training of made data that keeps all that can be recorded.
struct RecordedTraining {
  var configuration: TrainingConfiguration
  var data = MadeData(rows: 123).data
  var validation: TrainingData?

  /// What came of it.
  struct Outcome {
    let result: TrainingResult
    let records: [EpochRecord]
    let snapshots: [Snapshot]

    var digests: [Digest?] { records.map(\.digest) }
  }

  /// Gets what is recorded, from a worker.
  private final class Collection: Sendable {
    let content = Mutex<(records: [EpochRecord], snapshots: [Snapshot])>(([], []))
  }

  /// Small runs through every kind of state: arrays of the optimizer, best weights, solvers.
  static func all(epochs: Int = 6) -> [RecordedTraining] {
    let optimizers: [OptimizerName] = [.sgd, .momentum, .adam, .ftrl, .fista, .owlqn]
    return optimizers.map { optimizer in
      var configuration = TrainingConfiguration()
      configuration.hidden = [18, 7]
      configuration.activation = .tanh
      configuration.optimizer = optimizer
      configuration.rate = 0.02
      configuration.l1 = 0.001
      configuration.epochs = epochs
      configuration.rowsPerShard = 6
      guard optimizer.minibatch != nil else {
        configuration.batch = .full
        return RecordedTraining(configuration: configuration)
      }
      if optimizer == .sgd { configuration.l1Method = .cumulative }
      configuration.dropout = 0.2
      configuration.batch = .rows(30)
      guard optimizer != .momentum else { return RecordedTraining(configuration: configuration) }
      configuration.patience = epochs
      return RecordedTraining(
        configuration: configuration, validation: MadeData(rows: 300, seed: 8).data)
    }
  }

  /// Steps of an epoch.
  var minibatches: Int {
    let rows = configuration.batch.rows(of: data.rows)
    return (data.rows + rows - 1) / rows
  }

  func train(
    _ schedule: SnapshotSchedule = SnapshotSchedule(), chains: Bool = true, team: Team,
    resuming state: TrainingState? = nil, until limit: Int = .max,
    reviewedBy review: (any SegmentReview)? = nil,
    onSnapshot: @escaping @Sendable (Snapshot) -> Void = { _ in },
    onEpoch: @escaping @Sendable (EpochRecord) -> Void = { _ in }
  ) async throws -> Outcome {
    let collection = Collection()
    var recording = Recording()
    recording.chainsEpochs = chains
    recording.schedule = schedule
    recording.onSnapshot = { snapshot in
      collection.content.withLock { $0.snapshots.append(snapshot) }
      onSnapshot(snapshot)
    }
    let training = SegmentedTraining(
      trainer: try Trainer(network: MadeData.network(configuration), configuration: configuration),
      data: data, validation: validation, limit: limit
    ) { record in
      collection.content.withLock { $0.records.append(record) }
      onEpoch(record)
    }
    let result = try await training.result(
      RunWorkers(of: team), resuming: state, recording, reviewedBy: review)
    return collection.content.withLock {
      Outcome(result: result, records: $0.records, snapshots: $0.snapshots)
    }
  }
}

extension RecordedTraining: CustomTestStringConvertible {
  var testDescription: String { configuration.optimizer.rawValue }
}
