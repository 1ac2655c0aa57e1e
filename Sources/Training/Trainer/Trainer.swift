import Arithmetic
public import Learning
public import Team

/// Trains a network on a team of workers. The bits of the result depend on the network, the
/// configuration and the data, never on the team.
public struct Trainer: Sendable {
  public let network: Network
  public let configuration: TrainingConfiguration

  /// - Throws: `ConfigurationError` for a value out of its range.
  public init(network: Network, configuration: TrainingConfiguration) throws(ConfigurationError) {
    try configuration.validate()
    self.network = network
    self.configuration = configuration
  }

  /// Trains until the last epoch, early stopping or an interruption.
  ///
  /// - Parameters:
  ///   - data: at least one row.
  ///   - validation: what early stopping looks at.
  ///   - resuming: where an interrupted run stood; nil starts anew.
  ///   - participation: whether all workers take part in a step.
  ///   - onEpoch: called by one worker at the end of each epoch; what it throws ends the run.
  /// - Returns: also when the team was cancelled; `interruption` then says so.
  /// - Throws: `TrainingError.diverged`, an error of the team, or what `onEpoch` throws.
  public func train(
    on data: TrainingData, validation: TrainingData? = nil, team: Team,
    resuming state: TrainingState? = nil, participation: Participation = .automatic,
    onEpoch: @escaping @Sendable (EpochRecord) throws -> Void = { _ in }
  ) async throws -> TrainingResult {
    let workers = await participation.workers(
      of: team, layout: ParameterLayout(network),
      rowsPerStep: configuration.batch.rows(of: data.rows),
      rowsPerShard: configuration.rowsPerShard)
    let run = try TrainerRun(
      network: network, configuration: configuration, data: data, validation: validation,
      workers: workers, state: state, onEpoch: onEpoch)
    let clock = ContinuousClock()
    let start = clock.now
    var interruption: CancellationReason?
    do {
      try await team.run(workers: workers) { worker in try run.work(worker) }
    } catch TeamError.cancelled(let reason) {
      interruption = reason
    } catch let divergence as Divergence {
      throw run.error(for: divergence)
    }
    return TrainingResult(
      parameters: run.returnedParameters(), state: run.state(), interruption: interruption,
      participants: workers,
      seconds: (clock.now - start) / .seconds(1), rowsSeen: run.rowsSeen)
  }
}
