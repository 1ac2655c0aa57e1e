import Datasets
import Interchange
import Learning
public import Team

/// One run from prepared data to a run folder: trains, measures, writes.
public struct TrainingSession: Sendable {
  public let configuration: TrainingConfiguration
  public let data: PreparedData
  /// What the receipt says of the data.
  public let record: DataRecord
  public let folder: RunFolder
  /// Whether all workers take part in a step; decides nothing.
  public let participation: Participation
  public let checkpoints: CheckpointPlan
  /// Gets what a person should know of checkpoints, files and memory; called on any thread.
  public let onWarning: @Sendable (String) -> Void

  public init(
    configuration: TrainingConfiguration, data: PreparedData, record: DataRecord,
    folder: RunFolder, participation: Participation = .automatic,
    checkpoints: CheckpointPlan = CheckpointPlan(),
    onWarning: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.data = data
    self.record = record
    self.folder = folder
    self.participation = participation
    self.checkpoints = checkpoints
    self.onWarning = onWarning
  }

  public var identity: RunIdentity { RunIdentity(configuration: configuration, data: record) }

  /// What became of a run.
  public struct Outcome: Sendable {
    public let summary: RunSummary
    /// Nil for a finished run; otherwise the folder holds a checkpoint.
    public let interruption: CancellationReason?
  }

  /// Trains, or goes on from the folder's newest intact checkpoint, and writes the run.
  ///
  /// - Parameters:
  ///   - team: does the work; cancelling it writes a checkpoint and returns.
  ///   - onEpoch: for progress; called by one worker.
  /// - Throws: errors of configuration, training and files. A new run that fails leaves no files, unless it has
  ///   checkpoints.
  public func run(
    team: Team, resume: Bool, onEpoch: @escaping @Sendable (EpochRecord) -> Void
  ) async throws -> Outcome {
    let checkpoint = resume ? try resumed() : nil
    do {
      return try await run(team: team, from: checkpoint, onEpoch: onEpoch)
    } catch {
      folder.discard()
      throw error
    }
  }

  private func run(
    team: Team, from checkpoint: Checkpoint?,
    onEpoch: @escaping @Sendable (EpochRecord) -> Void
  ) async throws -> Outcome {
    let network = try Network(configuration, for: data.schema)
    let factors = try PenaltyFactors(configuration, for: data.schema)
    let trainer = try Trainer(network: network, configuration: configuration, factors: factors)
    let history = try RunHistory(
      path: folder.metricsPath, records: checkpoint?.records ?? [], onWarning: onWarning)
    let writer = writer(network, history)
    var recording = Recording()
    recording.chainsEpochs = true
    if let writer {
      recording.schedule = checkpoints.schedule
      recording.onSnapshot = { writer.accept($0) }
    }
    let result: TrainingResult
    do {
      result = try await trainer.train(
        on: data.training, validation: data.validation, team: team, resuming: checkpoint?.state,
        participation: participation, recording: recording
      ) { record in
        try configuration.requireFinite(
          record.validationLoss, steps: record.steps, epoch: record.epoch)
        try history.append(record)
        onEpoch(record)
      }
    } catch {
      await writer?.finish(writingAll: true)
      throw error
    }
    for line in result.memoryWarnings { onWarning(line) }
    // What is interrupted has a newer state to write than those that wait.
    await writer?.finish(writingAll: result.interruption == nil)
    return try await write(result, history, factors, team: team)
  }

  private func writer(_ network: Network, _ history: RunHistory) -> CheckpointWriter? {
    guard checkpoints.schedule != SnapshotSchedule() else { return nil }
    return CheckpointWriter(
      folder: folder.checkpoints, keep: checkpoints.keep, onWarning: onWarning
    ) { [identity] snapshot, path in
      try Checkpoint(
        state: snapshot.state, identity: identity,
        records: Array(history.records.prefix(snapshot.progress.finishedEpochs))
      ).write(to: path, network: network)
    }
  }

  /// Measures the model and writes all files.
  private func write(
    _ result: TrainingResult, _ history: RunHistory, _ factors: PenaltyFactors, team: Team
  ) async throws -> Outcome {
    let model = Model(schema: data.schema, parameters: result.parameters)
    var interruption = result.interruption
    var summary = summary(of: result, model: model, workers: team.workers)
    if interruption == nil {
      do {
        summary.outcome = try await summary.outcome.measured(
          model, configuration, factors, on: data, team: team)
        summary.run = folder.finalPath(model.digest)
      } catch TeamError.cancelled(let reason) {
        // All epochs are done; resumed, the run only has to be measured.
        interruption = reason
      }
    }
    if interruption != nil {
      try Folder.create(folder.checkpoints.path)
      try Checkpoint(state: result.state, identity: identity, records: history.records).write(
        to: folder.checkpoints.path(step: result.state.progress.steps, isOfInterruption: true),
        network: model.network)
    }
    prune(upTo: result.state.progress.steps)
    try model.write(toFolder: folder.path)
    try history.finish()
    try writeReceipt(
      of: model, summary, isFinished: interruption == nil,
      chain: result.state.chain, records: history.records, team: team)
    if interruption == nil {
      folder.checkpoints.removeInterruptions()
      try folder.rename(to: summary.run)
    }
    return Outcome(summary: summary, interruption: interruption)
  }

  /// Removes checkpoints that are too many because a process was killed after it had written one, or because
  /// the run was interrupted again and again.
  private func prune(upTo step: Int) {
    guard let keep = checkpoints.keep else { return }
    folder.checkpoints.prune(keeping: keep, upTo: step, ofInterruptions: true)
    // One that goes on without a schedule leaves those of the earlier process alone.
    guard checkpoints.schedule != SnapshotSchedule() else { return }
    folder.checkpoints.prune(keeping: keep, upTo: step, ofInterruptions: false)
  }

  func writeReceipt(
    of model: Model, _ summary: RunSummary, isFinished: Bool, chain: EpochChain? = nil,
    records: [EpochRecord] = [], selection: Receipt.Selection? = nil, team: Team
  ) throws {
    try Receipt(
      configuration: configuration, data: record, schema: data.schema,
      initialDigest: chain?.initial,
      epochs: records.compactMap { record in
        record.digest.map {
          Receipt.Epoch(
            epoch: record.epoch, loss: record.loss, validationLoss: record.validationLoss,
            digest: $0)
        }
      },
      digest: model.digest, isFinished: isFinished, result: summary.outcome,
      selection: selection,
      affectsNoBits: Circumstances(
        run: summary.circumstances, team: team, files: record.files)
    ).write(to: folder.receiptPath)
  }

  /// What is known without measuring: who interrupts does not wait for more.
  private func summary(of result: TrainingResult, model: Model, workers: Int) -> RunSummary {
    let progress = result.state.progress
    return RunSummary(
      outcome: RunOutcome(
        model, epochs: progress.finishedEpochs, steps: progress.steps,
        stoppedEarly: progress.hasStoppedEarly),
      circumstances: RunCircumstances(
        run: folder.path, workers: workers, participants: result.participants,
        samplesPerSecond: result.samplesPerSecond, seconds: result.state.seconds))
  }

  /// The newest intact checkpoint, which must be of this configuration and these data.
  private func resumed() throws -> Checkpoint? {
    let network = try Network(configuration, for: data.schema)
    let checkpoint = try folder.checkpoints.newestIntact { checkpoint throws(RunError) in
      if let change = checkpoint.identity.firstChange(to: identity) {
        throw .changed(path: folder.path, what: change)
      }
      return checkpoint.fault(of: network, configuration, rows: data.training.rows)
    } onSkip: {
      onWarning("\($0); skipped")
    }
    if checkpoint == nil && !folder.checkpoints.entries.isEmpty {
      onWarning("\(folder.checkpoints.path): no checkpoint is intact; the run begins anew")
    }
    return checkpoint
  }
}
