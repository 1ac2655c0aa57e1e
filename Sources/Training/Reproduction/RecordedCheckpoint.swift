import Learning

/// What is known of a checkpoint of a recorded run without holding its arrays.
struct RecordedCheckpoint: Sendable {
  let path: String
  let identity: RunIdentity
  let progress: TrainingProgress
  /// The digest of its weights and optimizer state, see `StateHash`.
  let state: [UInt8]
  /// The same of the best weights so far.
  let best: [UInt8]?
  /// By the records of epochs; nil without any, or where they do not agree.
  let stepsPerEpoch: Int?
  let hasRecords: Bool
  /// What the file says otherwise than the receipt, as far as that can be told without training.
  let difference: Difference?

  /// - Parameter parameters: of the run's network.
  init(
    _ checkpoint: Checkpoint, _ entry: CheckpointFolder.Entry, of receipt: Receipt,
    parameters: Int
  ) {
    path = entry.path
    identity = checkpoint.identity
    progress = checkpoint.state.progress
    state = StateHash.digest(of: [checkpoint.state.parameters] + checkpoint.state.optimizer)
    best = checkpoint.state.best.map { StateHash.digest(of: [$0]) }
    let records = checkpoint.records
    let first = records.first?.steps
    hasRecords = first != nil
    stepsPerEpoch =
      records.allSatisfy { $0.steps.isMultiple(of: $0.epoch) && $0.steps / $0.epoch == first }
      ? first : nil
    difference = Self.difference(checkpoint, entry, receipt, parameters: parameters)
  }

  private static func difference(
    _ checkpoint: Checkpoint, _ entry: CheckpointFolder.Entry, _ receipt: Receipt,
    parameters: Int
  ) -> Difference? {
    let (state, records) = (checkpoint.state, checkpoint.records)
    func difference(
      _ what: String, _ expected: Any, _ found: Any, epoch: Int? = nil
    ) -> Difference {
      Difference(
        epoch: epoch ?? state.progress.finishedEpochs, what: "\(what) in \(entry.path)",
        expected: "\(expected)", found: "\(found)")
    }
    if let change = receipt.identity.firstChange(to: checkpoint.identity) {
      return difference("configuration or data", "that of receipt.json", change)
    }
    guard state.progress.steps == entry.step else {
      return difference("steps", entry.step, state.progress.steps)
    }
    let arrays = [state.parameters, state.best ?? state.parameters] + state.optimizer
    guard arrays.allSatisfy({ $0.count == parameters }) else {
      return difference("number of parameters", parameters, state.parameters.count)
    }
    for (record, epoch) in zip(records, receipt.epochs) {
      guard record.loss == epoch.loss, record.validationLoss == epoch.validationLoss,
        record.digest == epoch.digest
      else {
        return difference(
          "record of epoch \(epoch.epoch)", epoch.digest, record.digest.map { "\($0)" } ?? "none",
          epoch: epoch.epoch)
      }
    }
    guard records.count <= receipt.epochs.count else {
      return difference("epochs", receipt.epochs.count, records.count)
    }
    let last = records.last?.digest ?? receipt.initialDigest
    let chain = state.chain
    guard chain?.initial == receipt.initialDigest, chain?.last == last else {
      return difference(
        "chain", last.map { "\($0)" } ?? "none", chain.map { "\($0.last)" } ?? "none")
    }
    return nil
  }
}
