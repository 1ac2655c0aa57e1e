import Datasets
import Learning
public import Team

/// Trains a recorded run again, or a stretch of its epochs, and compares with the receipt.
public struct Verification: Sendable {
  public let run: RecordedRun
  public let data: PreparedData
  private let replayed: ReplayedRun

  /// - Parameter data: the run's, see `RecordedData`.
  /// - Throws: `ConfigurationError` for a receipt with values out of range; `ReproductionError.impossible` for a
  ///   model that a path or a cross-validation chose.
  public init(_ run: RecordedRun, data: PreparedData) throws {
    guard run.receipt.selection == nil else {
      throw ReproductionError.impossible(
        path: run.receiptPath, what: "of a path or a cross-validation, which has no epochs")
    }
    self.run = run
    self.data = data
    replayed = try ReplayedRun(run, data: data)
  }

  private var stepsPerEpoch: Int { replayed.stepsPerEpoch }

  /// Epochs of the receipt.
  public var epochs: Int { run.receipt.epochs.count }

  /// What came of it.
  public struct Answer: Sendable {
    /// Epochs that were compared.
    public let epochs: Range<Int>
    /// Nil: the same.
    public let difference: Difference?
  }

  /// Compares checkpoints with the receipt, without training.
  ///
  /// - Returns: the first one that is not the state of its epoch, or not of this run.
  public func checkpointDifference() -> Difference? {
    run.checkpoints.lazy.compactMap { self.difference(of: $0) }.first
  }

  /// Trains the epochs after `from` up to `to`, from the newest checkpoint at or before them.
  ///
  /// - Parameters:
  ///   - range: epochs that are done before and after the stretch, within `0...epochs`.
  ///   - onEpoch: for progress; called by one worker.
  /// - Throws: errors of training and of the team.
  public func verify(
    _ range: Range<Int>, team: Team, onEpoch: @escaping @Sendable (EpochRecord) -> Void = { _ in }
  ) async throws -> Answer {
    let start = run.checkpoints.last {
      $0.progress.steps > 0 && $0.progress.steps <= range.lowerBound * stepsPerEpoch
        && $0.progress.finishedEpochs <= range.lowerBound
    }
    let first = start?.progress.finishedEpochs ?? 0
    if let start, let difference = difference(of: start) {
      return Answer(epochs: range, difference: difference)
    }
    let isToEnd = range.upperBound == epochs
    do {
      let (parameters, steps) = try await train(
        from: start, first: first, limit: isToEnd ? nil : range.upperBound * stepsPerEpoch,
        to: range.upperBound, team: team, onEpoch: onEpoch)
      // There the model is the best one of the epochs before, which the last one may have replaced.
      let isBestOfBefore = endsWithinEnd && run.receipt.configuration.patience != nil
      if isToEnd && !isBestOfBefore {
        try await EndComparison(replayed).compare(parameters, steps: steps, team: team)
      }
    } catch let difference as Difference {
      return Answer(epochs: first..<range.upperBound, difference: difference)
    } catch TrainingError.diverged(let step, let epoch, let layer, let rate) {
      let error = TrainingError.diverged(step: step, epoch: epoch, layer: layer, rate: rate)
      return Answer(
        epochs: first..<range.upperBound,
        difference: Difference(
          epoch: epoch, what: "training", expected: "finite numbers", found: "\(error)"))
    }
    return Answer(epochs: first..<range.upperBound, difference: nil)
  }

  /// The stretches between the checkpoints at ends of epochs, which can be verified side by side.
  public var stretches: [Range<Int>] {
    let cuts = Set(run.checkpoints.filter(replayed.isEndOfEpoch).map(\.progress.finishedEpochs))
      .filter { $0 > 0 && $0 < epochs }.sorted()
    return zip([0] + cuts, cuts + [epochs]).map { $0..<$1 }
  }

  /// Verifies all stretches side by side, one worker each.
  ///
  /// - Returns: all epochs, with the earliest difference of all stretches.
  public func verifyStretches(team: Team) async throws -> Answer {
    let stretches = stretches
    let answers = try await FitSchedule.run(stretches.count, team: team, sideBySide: true) {
      try await verify(stretches[$0], team: $1)
    }
    let first = answers.compactMap(\.difference).min { ($0.epoch ?? 0) < ($1.epoch ?? 0) }
    return Answer(epochs: 0..<epochs, difference: first)
  }

  // MARK: - Parts

  private func train(
    from start: RecordedCheckpoint?, first: Int, limit: Int?, to last: Int, team: Team,
    onEpoch: @escaping @Sendable (EpochRecord) -> Void
  ) async throws -> (parameters: Parameters, steps: Int) {
    let recorded = run.receipt.epochs
    let after = start?.progress.steps ?? 0
    let watch = CheckpointWatch(
      run.checkpoints.filter { $0.progress.steps > after })
    var recording = Recording()
    recording.chainsEpochs = true
    recording.schedule.steps = watch.steps
    recording.onSnapshot = { watch.compare($0) }
    let state = try start.map { try Checkpoint(from: $0.path).state }
    let result = try await replayed.trainer.train(
      on: data.training, validation: data.validation, team: team, resuming: state,
      until: limit ?? run.receipt.endingStep, recording: recording
    ) { record in
      if let difference = watch.difference { throw difference }
      try compare(record, recorded)
      onEpoch(record)
    }
    if let reason = result.interruption { throw TeamError.cancelled(reason) }
    if let difference = watch.difference { throw difference }
    if start == nil, let expected = run.receipt.initialDigest,
      let found = result.state.chain?.initial, found != expected
    {
      throw Difference(
        epoch: 0, what: "initialDigest", expected: "\(expected)", found: "\(found)")
    }
    let done = result.state.progress.finishedEpochs
    guard done >= last else {
      throw Difference(
        epoch: done + 1, what: "epochs", expected: "\(epochs)", found: "\(done)")
    }
    return (result.parameters, result.state.progress.steps)
  }

  private func compare(_ record: EpochRecord, _ recorded: [Receipt.Epoch]) throws {
    guard record.epoch <= recorded.count else {
      if endsWithinEnd && record.steps == run.receipt.result.steps { return }
      throw Difference(
        epoch: record.epoch, what: "epochs", expected: "\(recorded.count)",
        found: "\(record.epoch) or more")
    }
    let expected = recorded[record.epoch - 1]
    func require(_ what: String, _ expected: String, _ found: String) throws(Difference) {
      guard expected == found else {
        throw Difference(epoch: record.epoch, what: what, expected: expected, found: found)
      }
    }
    try require("loss", "\(expected.loss)", "\(record.loss)")
    try require(
      "validationLoss", expected.validationLoss.map { "\($0)" } ?? "none",
      record.validationLoss.map { "\($0)" } ?? "none")
    try require("digest", "\(expected.digest)", record.digest.map { "\($0)" } ?? "none")
  }

  /// Whether the run was interrupted between an epoch's last step and its end, to which training comes now.
  private var endsWithinEnd: Bool {
    !run.receipt.isFinished && run.receipt.result.steps == (epochs + 1) * stepsPerEpoch
  }

  /// What a checkpoint has otherwise than the receipt, as far as that can be told without training.
  private func difference(of checkpoint: RecordedCheckpoint) -> Difference? {
    if let difference = checkpoint.difference { return difference }
    let progress = checkpoint.progress
    func difference(_ what: String, _ expected: String, _ found: String) -> Difference {
      Difference(
        epoch: progress.finishedEpochs, what: "\(what) in \(checkpoint.path)",
        expected: expected, found: found)
    }
    let epochs = run.receipt.configuration.epochs
    guard progress.isOfRun(epochs: epochs, minibatches: stepsPerEpoch) else {
      return difference(
        "progress", "that of a run of \(epochs) epochs of \(stepsPerEpoch) steps", "\(progress)")
    }
    guard !checkpoint.hasRecords || checkpoint.stepsPerEpoch == stepsPerEpoch else {
      return difference(
        "steps of epochs", "\(stepsPerEpoch) each",
        checkpoint.stepsPerEpoch.map { "\($0) each" } ?? "others")
    }
    guard let digests = replayed.digests(of: checkpoint), digests.found != digests.expected
    else { return nil }
    return difference("state", "\(digests.expected)", "\(digests.found)")
  }
}

extension Receipt {
  /// Where an interrupted run stopped; a finished one goes on to its end.
  fileprivate var endingStep: Int { isFinished ? .max : result.steps }
}
