import Learning
import Team
import Testing

@testable import Training

@Suite struct SolverTests {
  /// A solver with everything that changes its path: shapes, factors, λ₂, hidden layers, frozen zeros.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let configuration: TrainingConfiguration
    var factors = PenaltyFactors.uniform
    var testDescription: String { name }
  }

  static func configuration(
    _ optimizer: OptimizerName, _ penalty: Penalty.Shape = .l1, hidden: [Int] = [], l1: Double,
    iterations: Int
  ) -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = hidden
    configuration.activation = .tanh
    configuration.optimizer = optimizer
    configuration.penalty = penalty
    configuration.batch = .full
    configuration.l1 = l1
    configuration.hierarchy = 2
    configuration.epochs = iterations
    return configuration
  }

  static let columns = PenaltyFactors(inputs: (0..<13).map { $0 == 2 ? 0 : 1 + Double($0) / 9 })

  static let cases: [Case] = {
    var all: [Case] = []
    for optimizer in [OptimizerName.fista, .owlqn] {
      all.append(
        Case(
          name: "\(optimizer) linear",
          configuration: configuration(optimizer, l1: 0.01, iterations: 40), factors: columns))
      var deep = configuration(optimizer, hidden: [9, 5], l1: 0.002, iterations: 40)
      deep.l2 = 0.01
      deep.rowsPerShard = 7
      all.append(Case(name: "\(optimizer) deep", configuration: deep))
      deep.l1Method = .frozenZeros
      all.append(Case(name: "\(optimizer) frozen", configuration: deep))
    }
    for shape in Penalty.Shape.allCases.filter({ $0 != .l1 }) {
      var grouped = configuration(.fista, shape, hidden: [17, 5], l1: 0.01, iterations: 40)
      // Without it layers outside the penalty grow for ever while the others shrink: no optimum.
      grouped.l2 = 0.005
      all.append(
        Case(name: "fista \(shape.rawValue)", configuration: grouped, factors: columns))
    }
    return all
  }()

  static func network(_ configuration: TrainingConfiguration) -> Network {
    Network(
      inputs: MadeData.features, hidden: configuration.hidden, outputs: 3,
      activation: configuration.activation, loss: .crossEntropy,
      hasSkip: configuration.penalty == .hierarchical)
  }

  /// The weights of the seed, every fourth of them zero.
  func start(_ network: Network) -> [Float] {
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(.glorot, seed: 0)
    return parameters.networkOrder.enumerated().map { $0.offset % 4 == 1 ? 0 : $0.element }
  }

  func train(
    _ subject: Case, workers: Int, resuming state: TrainingState? = nil,
    onEpoch: @escaping @Sendable (EpochRecord) throws -> Void = { _ in }
  ) async throws -> TrainingResult {
    let network = Self.network(subject.configuration)
    return try await Trainer(
      network: network, configuration: subject.configuration, factors: subject.factors
    ).train(
      on: MadeData(rows: 333).data, team: makeTeam(workers), from: start(network),
      resuming: state, participation: .all, onEpoch: onEpoch)
  }

  @Test(arguments: cases)
  func `the bits do not depend on the worker count`(subject: Case) async throws {
    let expected = try await train(subject, workers: 1)
    #expect(expected.state.progress.steps > 5)
    for workers in [2, 3, 8] {
      let found = try await train(subject, workers: workers)
      #expect(found.state.timeless == expected.state.timeless, "\(workers) workers")
    }
  }

  @Test(arguments: cases)
  func `a solver without a team gives the bits of a team`(subject: Case) async throws {
    let expected = try await train(subject, workers: 3)
    let found =
      subject.configuration.optimizer == .fista
      ? try alone(AcceleratedRun.self, subject) : try alone(OrthantRun.self, subject)
    #expect(found.parameters == expected.parameters.networkOrder)
    #expect(found.progress == expected.state.progress.solver)
  }

  private func alone<Iteration: SolverIteration>(
    _: Iteration.Type, _ subject: Case
  ) throws -> (parameters: [Float], progress: SolverProgress) {
    let configuration = subject.configuration
    let network = Self.network(configuration)
    let parameters = Parameters(ParameterLayout(network))
    parameters.load(networkOrder: start(network))
    let made = MadeData(rows: 333)
    return try withExtendedLifetime(made) {
      let solver = try SequentialSolver<Iteration>(
        from: parameters,
        Regularization(
          penalty: configuration.regularizer, factors: subject.factors, l2: configuration.l2),
        examples: made.data.examples, rowsPerShard: configuration.rowsPerShard)
      for _ in 0..<configuration.epochs { try solver.iterate() }
      return (solver.parameters.networkOrder, solver.progress)
    }
  }

  @Test(arguments: cases)
  func `a run that was interrupted goes on to the same bits`(subject: Case) async throws {
    let expected = try await train(subject, workers: 2)
    for epoch in [1, 4, 17] where epoch < expected.state.progress.steps {
      let team = try makeTeam(3)
      let network = Self.network(subject.configuration)
      let first = try await Trainer(
        network: network, configuration: subject.configuration, factors: subject.factors
      ).train(
        on: MadeData(rows: 333).data, team: team, from: start(network), participation: .all
      ) { record in
        if record.epoch == epoch { team.cancel(.interrupt) }
      }
      #expect(first.interruption == .interrupt)
      #expect(first.state.progress.steps == epoch)
      let second = try await train(subject, workers: 1, resuming: first.state)
      #expect(second.state.timeless == expected.state.timeless, "after \(epoch)")
    }
  }

  @Test(arguments: [OptimizerName.fista, .owlqn])
  func `zeros that are frozen stay, and the others reach their optimum`(optimizer: OptimizerName)
    async throws
  {
    var configuration = Self.configuration(optimizer, l1: 0, iterations: 4000)
    configuration.l1Method = .frozenZeros
    configuration.l2 = 0.01
    let network = Self.network(configuration)
    let initial = start(network)
    let fit = try await MeasuredFit(
      network, configuration, on: MadeData(rows: 333).data, from: initial)
    for (old, new) in zip(initial.prefix(39), fit.result.parameters.networkOrder) {
      #expect((old == 0) == (new == 0))
    }
    #expect(fit.certificate.residual < 1e-5)
    #expect(fit.objective.penalty == 0)
  }

  @Test(arguments: [Penalty.Shape.groupInputs, .sparseGroup])
  func `groups reach the optimum of a convex problem`(shape: Penalty.Shape) async throws {
    let data = try ConvexOptimum.all[6].data()
    let configuration = Self.configuration(.fista, shape, l1: 0.003, iterations: 5000)
    let network = try Network(configuration, for: data.schema)
    let fit = try await MeasuredFit(network, configuration, on: data.training)
    #expect(fit.certificate.residual < 1e-3 * 0.003)
    let rows = (0..<64).map { row in fit.weights[10 * row..<10 * row + 10].count { $0 != 0 } }
    #expect(rows.contains(0) && rows.contains { $0 > 3 })
    // Group lasso alone keeps whole rows.
    if shape == .groupInputs { #expect(rows.allSatisfy { $0 == 0 || $0 == 10 }) }
  }

  @Test(arguments: cases.filter { !$0.configuration.hidden.isEmpty })
  func `networks with hidden layers come down to a stationary point`(subject: Case) async throws {
    var configuration = subject.configuration
    configuration.epochs = 3000
    let network = Self.network(configuration)
    let data = MadeData(rows: 333).data
    let initial = start(network)
    var objectives: [Double] = []
    for iterations in [1, 5, 20, 100, 3000] {
      configuration.epochs = iterations
      let fit = try await MeasuredFit(
        network, configuration, on: data, factors: subject.factors, from: initial)
      objectives.append(fit.objective.total)
      if iterations == 3000 {
        #expect(fit.certificate.residual < 0.05 * subject.configuration.l1, "\(subject.name)")
      }
    }
    for (before, after) in zip(objectives, objectives.dropFirst()) {
      #expect(after <= before + 1e-6, "\(objectives)")
    }
  }

  @Test func `two solvers agree with factors and both penalties`() async throws {
    var fits: [MeasuredFit] = []
    for optimizer in [OptimizerName.fista, .owlqn] {
      var configuration = Self.configuration(optimizer, l1: 0.01, iterations: 5000)
      configuration.l2 = 0.02
      fits.append(
        try await MeasuredFit(
          Self.network(configuration), configuration, on: MadeData(rows: 333).data,
          factors: Self.columns))
    }
    for fit in fits { #expect(fit.certificate.residual < 1e-3 * 0.01) }
    #expect(abs(fits[0].objective.total - fits[1].objective.total) < 1e-6)
    for (a, b) in zip(fits[0].weights, fits[1].weights) { #expect(abs(a - b) < 1e-3) }
    // The column that is never penalized keeps its weights.
    #expect(fits[0].weights[6..<9].allSatisfy { $0 != 0 })
    #expect(fits[0].nonzeroWeights < 39)
  }

  @Test(arguments: cases)
  func `a checkpoint holds all of a solver's state`(subject: Case) async throws {
    let state = try await train(subject, workers: 2).state
    let folder = try TemporaryFolder()
    let records = (1...state.progress.finishedEpochs).map {
      EpochRecord(epoch: $0, steps: $0, loss: 0.5, validationLoss: nil, seconds: 0)
    }
    try Checkpoint(
      state: state, identity: CheckpointTests.identity(subject.configuration), records: records
    ).write(to: folder("c"), network: Self.network(subject.configuration))
    #expect(try Checkpoint(from: folder("c")).state == state)
    #expect(state.progress.solver != nil)
  }

  @Test(arguments: [OptimizerName.fista, .owlqn])
  func `numbers that are too large end the run with an error`(optimizer: OptimizerName)
    async throws
  {
    let configuration = Self.configuration(optimizer, l1: 0.01, iterations: 50)
    let network = Self.network(configuration)
    let trainer = try Trainer(network: network, configuration: configuration)
    let team = try makeTeam(2)
    await #expect(throws: TrainingError.self) {
      _ = try await trainer.train(
        on: MadeData(rows: 50).data, team: team,
        from: [Float](repeating: .infinity, count: network.parameters), participation: .all)
    }
  }
}
