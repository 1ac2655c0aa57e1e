import Arithmetic
public import Learning
public import Team

/// Trains a network on a team of workers. The bits of the result depend on the network, the
/// configuration and the data, never on the team.
public struct Trainer: Sendable {
  public let network: Network
  public let configuration: TrainingConfiguration
  public let factors: PenaltyFactors

  /// - Throws: `ConfigurationError` for a value out of its range.
  public init(
    network: Network, configuration: TrainingConfiguration, factors: PenaltyFactors = .uniform
  ) throws(ConfigurationError) {
    try configuration.validate()
    self.network = network
    self.configuration = configuration
    self.factors = factors
  }

  /// Trains until the last epoch, early stopping, a solver's end or an interruption.
  ///
  /// - Parameters:
  ///   - data: at least one row.
  ///   - validation: what early stopping looks at; full-batch solvers leave it alone.
  ///   - initial: weights that a new run begins at, in network order; nil: those of the seed.
  ///   - resuming: where an interrupted run stood; nil starts anew.
  ///   - limit: steps since the start of the run after which it ends, its state as of then; iterations of a
  ///     full-batch solver.
  ///   - participation: whether all workers take part in a step.
  ///   - recording: what to keep of the run on its way.
  ///   - onEpoch: called by one worker at the end of each epoch; what it throws ends the run.
  /// - Returns: also when the team was cancelled; `interruption` then says so.
  /// - Throws: `TrainingError.diverged`, an error of the team, or what `onEpoch` throws.
  public func train(
    on data: TrainingData, validation: TrainingData? = nil, team: Team,
    from initial: [Float]? = nil, resuming state: TrainingState? = nil,
    until limit: Int = .max, participation: Participation = .automatic,
    recording: Recording = Recording(),
    onEpoch: @escaping @Sendable (EpochRecord) throws -> Void = { _ in }
  ) async throws -> TrainingResult {
    let subject = StepSubject(
      layout: ParameterLayout(network), rowsPerStep: configuration.batch.rows(of: data.rows),
      rowsPerShard: configuration.rowsPerShard)
    let workers = await participation.runWorkers(of: team, for: subject)
    let training = SegmentedTraining(
      trainer: self, data: data, validation: validation, limit: limit, onEpoch: onEpoch)
    return try await training.result(
      workers, from: initial, resuming: state, recording,
      reviewedBy: participation == .automatic ? CrowdReview(workers, for: subject) : nil)
  }
}
