import Arithmetic
public import Learning
internal import Synchronization
public import Team

/// Training whose steps are timed: those of `Trainer`, as many at a time as are asked for, on and
/// on without an end.
public final class TimedTraining: Sendable {
  public let network: Network
  public let team: Team
  /// Rows of a full minibatch.
  public let rowsPerStep: Int
  /// Workers that take part in a step: fewer than the team's where the network is too small for all, or
  /// others are busy on some of the cores.
  public var participants: Int { members.count }

  /// The team's workers that take part.
  let members: [Int]
  private let run: TrainerRun
  private let ticks: [Buffer<UInt64>]
  private let steps = Atomic<Int>(0)

  /// - Parameters:
  ///   - configuration: its `epochs` and `patience` are not looked at; a schedule without an end
  ///     is the constant one.
  ///   - data: at least one row.
  ///   - participation: whether all workers take part in a step. Who does stays the same to the end.
  /// - Throws: `ConfigurationError` for a value out of its range.
  /// - Complexity: a tenth of a second where it has to be tried whose cores are free.
  public init(
    network: Network, configuration: TrainingConfiguration, factors: PenaltyFactors = .uniform,
    data: TrainingData, team: Team,
    participation: Participation = .automatic
  ) async throws {
    var endless = configuration
    endless.patience = nil
    try endless.validate()
    guard configuration.optimizer.minibatch != nil else {
      throw ConfigurationError(
        option: "optimizer", found: "\(configuration.optimizer.rawValue), whose steps differ",
        expected: "one that steps on minibatches")
    }
    self.network = network
    self.team = team
    rowsPerStep = configuration.batch.rows(of: data.rows)
    // More than any machine gets through, and no product with the minibatches of an epoch overflows.
    endless.epochs = (1 << 55) / ((data.rows + rowsPerStep - 1) / rowsPerStep)
    let shares = participation == .automatic ? await CoreShares.measured(of: team) : nil
    let subject = StepSubject(
      layout: ParameterLayout(network), rowsPerStep: rowsPerStep,
      rowsPerShard: configuration.rowsPerShard)
    let workers = await participation.runWorkers(of: team, for: subject, shares: shares)
    members = workers.members
    run = try await TrainerRun(
      network: network, configuration: endless, factors: factors, data: data, validation: nil,
      workers: workers, state: nil, onEpoch: { _ in })
    ticks = (0..<workers.count).map { _ in Buffer(repeating: 0, count: PhaseTimer.count) }
  }

  /// Takes `steps` more steps.
  ///
  /// - Parameter phases: whether to measure them; that costs some tens of nanoseconds a step.
  /// - Throws: `TrainingError.diverged`, or an error of the team.
  public func advance(steps count: Int, phases: Bool) async throws -> StepTimes {
    let limit = steps.add(count, ordering: .relaxed).newValue
    let watch = Mutex((seconds: 0.0, ticks: UInt64(0)))
    for buffer in ticks { buffer.view.fill(0) }
    do {
      try await team.run(members: members) { [run, ticks] worker in
        let timer = phases ? PhaseTimer(ticks: ticks[worker.index].view) : .off
        let clock = ContinuousClock()
        try worker.barrier()
        let (start, firstTick) = (clock.now, TickCounter.now)
        try run.work(worker, until: limit, timer: timer)
        if worker.index == 0 {
          let (end, lastTick) = (clock.now, TickCounter.now)
          watch.withLock { $0 = ((end - start) / .seconds(1), lastTick &- firstTick) }
        }
      }
    } catch let divergence as Divergence {
      throw run.error(for: divergence)
    }
    precondition(run.stepsDone == limit, "TimedTraining: steps were left out")
    let (seconds, elapsed) = watch.withLock { $0 }
    let secondsPerTick = elapsed > 0 ? seconds / Double(elapsed) : 0
    return StepTimes(
      steps: count, seconds: seconds,
      phases: phases
        ? ticks.map { buffer in
          StepPhase.allCases.map { Double(buffer.view[$0.rawValue]) * secondsPerTick }
        } : [])
  }

  /// Of the parameters as they are now.
  public var digest: Digest { Digest(ofParameters: run.returnedParameters().networkOrder) }
}
