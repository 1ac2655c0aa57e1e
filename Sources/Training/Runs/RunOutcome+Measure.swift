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

  /// Measures a finished model on all rows that the run has.
  ///
  /// - Throws: `TrainingError.diverged` for a loss that is no finite number, or an error of the team.
  mutating func measure(
    _ model: Model, _ configuration: TrainingConfiguration, _ factors: PenaltyFactors,
    on data: PreparedData, team: Team
  ) async throws {
    let training = try await Evaluation.measure(model.parameters, on: data.training, team: team)
    trainLoss = training.loss
    trainAccuracy = training.accuracy
    trainR2 = training.r2
    let objective = Objective(
      loss: training.loss, of: model.parameters, penalty: configuration.regularizer,
      factors: factors, l2: configuration.l2)
    self.objective = objective.total
    penalty = objective.penalty + objective.l2
    certificate = try await Certificate.measure(
      model.parameters, penalty: configuration.regularizer, factors: factors,
      l2: configuration.l2, on: data.training, rowsPerShard: configuration.rowsPerShard,
      team: team)
    if let validation = data.validation {
      let found = try await Evaluation.measure(model.parameters, on: validation, team: team)
      validationLoss = found.loss
      validationAccuracy = found.accuracy
      validationR2 = found.r2
    }
    if let test = data.test {
      let found = try await Evaluation.measure(model.parameters, on: test, team: team)
      testLoss = found.loss
      testAccuracy = found.accuracy
      testR2 = found.r2
    }
    for loss in [self.objective, certificate?.residual, validationLoss, testLoss] {
      try configuration.requireFinite(loss, steps: steps, epoch: epochs)
    }
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
