public import Datasets
import Arithmetic
import Interchange
import Learning
public import Team

/// One run from prepared data to a run folder: trains, measures, writes.
public struct TrainingSession: Sendable {
  public let configuration: TrainingConfiguration
  public let options: SchemaOptions
  public let data: PreparedData
  public let folder: RunFolder
  /// Recorded in the receipt; decides nothing.
  public let dataPath: String
  /// Whether all workers take part in a step; decides nothing either.
  public let participation: Participation

  public init(
    configuration: TrainingConfiguration, options: SchemaOptions, data: PreparedData,
    folder: RunFolder, dataPath: String, participation: Participation = .automatic
  ) {
    self.configuration = configuration
    self.options = options
    self.data = data
    self.folder = folder
    self.dataPath = dataPath
    self.participation = participation
  }

  /// What became of a run.
  public struct Outcome: Sendable {
    public let summary: RunSummary
    /// Nil for a finished run; otherwise the folder holds a checkpoint.
    public let interruption: CancellationReason?
  }

  /// Trains, or goes on from the folder's checkpoint, and writes the run.
  ///
  /// - Parameters:
  ///   - team: does the work; cancelling it writes a checkpoint and returns.
  ///   - onEpoch: for progress; called by one worker.
  /// - Throws: errors of configuration, training and files. A new run that fails leaves no files.
  public func run(
    team: Team, resume: Bool, onEpoch: @escaping @Sendable (EpochRecord) -> Void
  ) async throws -> Outcome {
    let dataDigest = data.training.digest
    let state = resume ? try resumedState(dataDigest) : nil
    do {
      return try await run(team: team, from: state, dataDigest: dataDigest, onEpoch: onEpoch)
    } catch {
      folder.discard()
      throw error
    }
  }

  private func run(
    team: Team, from state: TrainingState?, dataDigest: Digest,
    onEpoch: @escaping @Sendable (EpochRecord) -> Void
  ) async throws -> Outcome {
    let network = try Network(configuration, for: data.schema)
    let factors = try PenaltyFactors(configuration, for: data.schema)
    let trainer = try Trainer(network: network, configuration: configuration, factors: factors)
    try Metrics.cut(folder.metricsPath, afterEpoch: state?.progress.finishedEpochs ?? 0)
    let metrics = try LineFile(appendingTo: folder.metricsPath)
    let result = try await trainer.train(
      on: data.training, validation: data.validation, team: team, resuming: state,
      participation: participation
    ) { record in
      try requireFinite(record.validationLoss, steps: record.steps, epoch: record.epoch)
      try metrics.append(JSONFile.text(record, pretty: false))
      onEpoch(record)
    }
    let model = Model(schema: data.schema, parameters: result.parameters)
    var interruption = result.interruption
    var summary = summary(of: result, model: model, workers: team.workers)
    if interruption == nil {
      do {
        try await measure(model, factors, into: &summary, team: team)
        summary.run = folder.finalPath(model.digest)
      } catch TeamError.cancelled(let reason) {
        // All epochs are done; resumed, the run only has to be measured.
        interruption = reason
      }
    }
    if interruption != nil {
      try Checkpoint(
        state: result.state, configuration: configuration, trainingData: dataDigest
      ).write(toFolder: folder.checkpointPath)
    }
    try model.write(toFolder: folder.path)
    try writeReceipt(
      of: model, summary, dataDigest: dataDigest, isFinished: interruption == nil,
      workers: team.workers)
    if interruption == nil {
      folder.removeCheckpoint()
      try folder.rename(to: summary.run)
    }
    return Outcome(summary: summary, interruption: interruption)
  }

  func writeReceipt(
    of model: Model, _ summary: RunSummary, dataDigest: Digest, isFinished: Bool,
    selection: Receipt.Selection? = nil, workers: Int
  ) throws {
    try JSONFile.write(
      Receipt(
        configuration: configuration, options: options, trainingData: dataDigest,
        validationData: data.validation?.digest, digest: model.digest, isFinished: isFinished,
        result: summary, selection: selection,
        affectsNoBits: Receipt.Circumstances(
          workers: workers, instructionSet: InstructionSet.name, dataPath: dataPath)),
      to: folder.receiptPath)
  }

  /// What is known without measuring: who interrupts does not wait for more.
  private func summary(of result: TrainingResult, model: Model, workers: Int) -> RunSummary {
    let weights = model.parameters.statistics()
    let progress = result.state.progress
    return RunSummary(
      digest: model.digest, run: folder.path, epochs: progress.finishedEpochs,
      steps: progress.steps,
      workers: workers, participants: result.participants, weights: weights.weights,
      nonzeroWeights: weights.nonzero,
      selectedFeatures: model.selectedColumns, samplesPerSecond: result.samplesPerSecond,
      seconds: result.seconds, stoppedEarly: progress.hasStoppedEarly)
  }

  func measure(
    _ model: Model, _ factors: PenaltyFactors, into summary: inout RunSummary, team: Team
  ) async throws {
    let training = try await Evaluation.measure(model.parameters, on: data.training, team: team)
    summary.trainLoss = training.loss
    summary.trainAccuracy = training.accuracy
    summary.trainR2 = training.r2
    let objective = Objective(
      loss: training.loss, of: model.parameters, penalty: configuration.regularizer,
      factors: factors, l2: configuration.l2)
    summary.objective = objective.total
    summary.penalty = objective.penalty + objective.l2
    summary.certificate = try await Certificate.measure(
      model.parameters, penalty: configuration.regularizer, factors: factors,
      l2: configuration.l2, on: data.training, rowsPerShard: configuration.rowsPerShard,
      team: team)
    if let validation = data.validation {
      let found = try await Evaluation.measure(model.parameters, on: validation, team: team)
      summary.validationLoss = found.loss
      summary.validationAccuracy = found.accuracy
      summary.validationR2 = found.r2
    }
    if let test = data.test {
      let found = try await Evaluation.measure(model.parameters, on: test, team: team)
      summary.testLoss = found.loss
      summary.testAccuracy = found.accuracy
      summary.testR2 = found.r2
    }
    for loss in [
      summary.objective, summary.certificate?.residual, summary.validationLoss, summary.testLoss,
    ] {
      try requireFinite(loss, steps: summary.steps, epoch: summary.epochs)
    }
  }

  /// Weights can be finite and so large that the loss of a row is not.
  private func requireFinite(_ loss: Double?, steps: Int, epoch: Int) throws(TrainingError) {
    guard loss?.isFinite ?? true else {
      throw .diverged(
        step: steps, epoch: epoch, layer: nil,
        rate: configuration.optimizer.minibatch == nil ? nil : configuration.rate)
    }
  }

  /// The state in the folder's checkpoint, which must be of this configuration and these data.
  private func resumedState(_ dataDigest: Digest) throws -> TrainingState? {
    guard let checkpoint = try Checkpoint.read(fromFolder: folder.checkpointPath) else {
      return nil
    }
    if let change = checkpoint.configuration.firstChange(to: configuration) {
      throw RunError.changed(path: folder.path, what: change)
    }
    guard checkpoint.trainingData == dataDigest else {
      throw RunError.changed(path: folder.path, what: "the training data are others")
    }
    return checkpoint.state
  }
}
