import Learning
import Team

extension RunOutcome {
  /// What is known of a model without measuring it.
  init(_ model: Model, epochs: Int, steps: Int, stoppedEarly: Bool) {
    let weights = model.parameters.statistics()
    self.init(
      digest: model.digest, epochs: epochs, steps: steps, weights: weights.weights,
      nonzeroWeights: weights.nonzero, selectedFeatures: model.selectedColumns,
      stoppedEarly: stoppedEarly)
  }

  /// The same with a finished model's measures on all rows that the run has.
  ///
  /// - Throws: `TrainingError.diverged` for a loss that is no finite number, or an error of the team.
  func measured(
    _ model: Model, _ configuration: TrainingConfiguration, _ factors: PenaltyFactors,
    on data: PreparedData, team: Team
  ) async throws -> RunOutcome {
    var outcome = self
    let training = try await Evaluation.measure(model.parameters, on: data.training, team: team)
    outcome.trainLoss = training.loss
    outcome.trainAccuracy = training.accuracy
    outcome.trainR2 = training.r2
    let objective = Objective(
      loss: training.loss, of: model.parameters, penalty: configuration.regularizer,
      factors: factors, l2: configuration.l2)
    outcome.objective = objective.total
    outcome.penalty = objective.penalty + objective.l2
    outcome.certificate = try await Certificate.measure(
      model.parameters, penalty: configuration.regularizer, factors: factors,
      l2: configuration.l2, on: data.training, rowsPerShard: configuration.rowsPerShard,
      team: team)
    if let validation = data.validation {
      let found = try await Evaluation.measure(model.parameters, on: validation, team: team)
      outcome.validationLoss = found.loss
      outcome.validationAccuracy = found.accuracy
      outcome.validationR2 = found.r2
    }
    if let test = data.test {
      let found = try await Evaluation.measure(model.parameters, on: test, team: team)
      outcome.testLoss = found.loss
      outcome.testAccuracy = found.accuracy
      outcome.testR2 = found.r2
    }
    for loss in [
      outcome.objective, outcome.certificate?.residual, outcome.validationLoss, outcome.testLoss,
    ] {
      try configuration.requireFinite(loss, steps: steps, epoch: epochs)
    }
    return outcome
  }
}

extension TrainingConfiguration {
  /// Weights can be finite and so large that the loss of a row is not.
  func requireFinite(_ loss: Double?, steps: Int, epoch: Int) throws(TrainingError) {
    guard loss?.isFinite ?? true else {
      throw .diverged(
        step: steps, epoch: epoch, layer: nil, rate: optimizer.minibatch == nil ? nil : rate)
    }
  }
}
