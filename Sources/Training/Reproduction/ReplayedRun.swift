import Datasets
import Foundation
import Learning
import Team

/// A recorded run with its data: trained again step by step.
struct ReplayedRun: Sendable {
  let run: RecordedRun
  let data: PreparedData
  let network: Network
  let rowsPerStep: Int
  let stepsPerEpoch: Int
  let factors: PenaltyFactors
  let trainer: Trainer
  /// For each training row its place in the file, counted from 0; nil: the same.
  private let rowsOfFile: [Int]?

  /// - Throws: errors of `RecordedData`; `RunError.badFile` as below.
  init(_ run: RecordedRun, _ recorded: RecordedData) throws {
    try self.init(run, data: try recorded.table().prepared)
  }

  /// - Throws: `RunError.badFile` for a configuration that does not fit the data or this machine.
  init(_ run: RecordedRun, data: PreparedData) throws(RunError) {
    let configuration = run.receipt.configuration
    self.run = run
    self.data = data
    do {
      network = try Network(configuration, for: data.schema)
      try configuration.requireMemory(
        for: network, memoryBytes: ProcessInfo.processInfo.physicalMemory)
      factors = try PenaltyFactors(configuration, for: data.schema)
      trainer = try Trainer(network: network, configuration: configuration, factors: factors)
    } catch {
      throw .badFile(configuration: error, path: run.receiptPath)
    }
    rowsPerStep = configuration.batch.rows(of: data.training.rows)
    stepsPerEpoch = configuration.stepsPerEpoch(rows: data.training.rows)
    rowsOfFile = run.receipt.data.validationFraction.map {
      let rows = data.training.rows + (data.validation?.rows ?? 0)
      return HeldOutRows.split(rows: rows, fraction: $0, seed: configuration.seed).training
    }
  }

  var configuration: TrainingConfiguration { run.receipt.configuration }

  /// The row of the file that a training row is, counted from 1.
  func fileRow(_ row: Int) -> Int {
    rowsOfFile.map { $0.indices.contains(row) ? $0[row] + 1 : 0 } ?? row + 1
  }

  /// Trains on.
  ///
  /// - Parameters:
  ///   - state: nil: the start.
  ///   - step: since the start of the run.
  func advance(_ state: TrainingState?, to step: Int, team: Team) async throws -> TrainingState {
    var recording = Recording()
    recording.chainsEpochs = true
    return try await train(from: state, to: step, recording, team: team)
  }

  /// The states after each of some steps; fewer where the run ends.
  func states(
    after state: TrainingState?, steps: Int, team: Team
  ) async throws -> [TrainingState] {
    let collection = SnapshotCollection()
    var recording = Recording()
    recording.schedule.everySteps = 1
    recording.onSnapshot = { collection.append($0) }
    _ = try await train(
      from: state, to: (state?.progress.steps ?? 0) + steps, recording, team: team)
    return collection.snapshots.map(\.state)
  }

  private func train(
    from state: TrainingState?, to step: Int, _ recording: Recording, team: Team
  ) async throws -> TrainingState {
    let result = try await trainer.train(
      on: data.training, validation: data.validation, team: team, resuming: state, until: step,
      recording: recording)
    if let reason = result.interruption { throw TeamError.cancelled(reason) }
    return result.state
  }

  // MARK: - What is recorded

  /// Whether a state at the end of an epoch is not what the receipt says of that epoch.
  func isUnlikeReceipt(_ state: TrainingState) -> Bool {
    let epoch = state.progress.finishedEpochs
    let epochs = run.receipt.epochs
    guard epoch > 0, let found = state.chain?.last else { return false }
    return epoch > epochs.count || epochs[epoch - 1].digest != found
  }

  /// Whether the run's last state gives other weights than the model's.
  func givesOtherModel(_ state: TrainingState) -> Bool {
    Digest(ofParameters: state.best ?? state.parameters) != run.receipt.digest
  }

  /// The newest checkpoint at the end of an epoch that is what the receipt says of the epoch, and fulfils a
  /// condition.
  func checkpoint(
    upTo epoch: Int, where isWanted: (RecordedCheckpoint) -> Bool = { _ in true }
  ) -> RecordedCheckpoint? {
    run.checkpoints.last { checkpoint in
      guard checkpoint.progress.finishedEpochs <= epoch, let digests = digests(of: checkpoint)
      else { return false }
      return digests.found == digests.expected && isWanted(checkpoint)
        && run.receipt.identity.firstChange(to: checkpoint.identity) == nil
    }
  }

  func isEndOfEpoch(_ checkpoint: RecordedCheckpoint) -> Bool {
    let progress = checkpoint.progress
    return progress.steps == progress.finishedEpochs * stepsPerEpoch
  }

  /// The chained digest that the receipt has of a checkpoint's epoch, and the one that its state gives; nil
  /// within an epoch, at the start, and after the last epoch of the receipt.
  func digests(of checkpoint: RecordedCheckpoint) -> (expected: Digest, found: Digest)? {
    let epoch = checkpoint.progress.finishedEpochs
    let recorded = run.receipt.epochs
    guard epoch > 0, epoch <= recorded.count, isEndOfEpoch(checkpoint),
      let before = epoch == 1 ? run.receipt.initialDigest : recorded[epoch - 2].digest
    else { return nil }
    let expected = recorded[epoch - 1]
    return (
      expected.digest,
      EpochChain.link(
        after: before, state: checkpoint.state, loss: expected.loss,
        validationLoss: expected.validationLoss)
    )
  }
}
