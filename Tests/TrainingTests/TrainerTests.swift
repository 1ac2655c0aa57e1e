import Arithmetic
import Learning
import Synchronization
import Team
import Testing
import Training

@Suite struct TrainerTests {
  static func configuration(
    _ optimizer: OptimizerName, _ penalty: Penalty.Shape, _ method: Penalty.Method
  ) -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = [17, 9]
    configuration.optimizer = optimizer
    configuration.rate = optimizer.minibatch?.hasMetric == true ? 0.01 : 0.05
    configuration.l1 = 0.002
    configuration.penalty = penalty
    configuration.l1Method = method
    configuration.epochs = 3
    configuration.batch = .rows(100)
    return configuration
  }

  /// Every optimizer with every shape and method that has a meaning for it, zeros that stay included.
  static let penalized: [TrainingConfiguration] = Optimizer.allCases.flatMap { optimizer in
    Penalty.Shape.allCases.flatMap { shape in
      Penalty.Method.allCases.map { configuration(OptimizerName(optimizer), shape, $0) }
        .filter { (try? $0.validate()) != nil }
    }
  }

  static let configurations: [TrainingConfiguration] = {
    var all = [OptimizerName.sgd, .momentum, .nesterov, .adam, .adamw].flatMap { optimizer in
      [Penalty.Method.subgradient, .proximal].map { configuration(optimizer, .l1, $0) }
    }
    var dropout = configuration(.adam, .l1, .subgradient)
    dropout.dropout = 0.3
    dropout.activation = .gelu
    dropout.schedule = .cosine
    dropout.warmup = 5
    all.append(dropout)
    var full = configuration(.sgd, .l1, .subgradient)
    full.batch = .full
    full.rowsPerShard = 7
    full.activation = .tanh
    all.append(full)
    var linear = configuration(.sgd, .l1, .proximal)
    linear.hidden = []
    linear.patience = 2
    linear.weightDecay = 0.01
    linear.l2 = 0.001
    all.append(linear)
    var skipping = configuration(.adam, .hierarchical, .proximal)
    skipping.dropout = 0.3
    skipping.activation = .gelu
    all.append(skipping)
    var cumulative = configuration(.momentum, .l1, .cumulative)
    cumulative.schedule = .cosine
    cumulative.patience = 2
    all.append(cumulative)
    return all + [
      configuration(.sgd, .l1, .cumulative), configuration(.ftrl, .l1, .proximal),
      configuration(.nesterov, .groupUnits, .proximal),
    ]
  }()

  func train(
    _ configuration: TrainingConfiguration, factors: PenaltyFactors = .uniform, workers: Int,
    rows: Int = 777
  ) async throws -> TrainingResult {
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration, factors: factors)
    return try await trainer.train(
      on: MadeData(rows: rows).data,
      validation: configuration.patience == nil ? nil : MadeData(rows: 300, seed: 8).data,
      team: makeTeam(workers), participation: .all)
  }

  @Test(arguments: configurations)
  func `the bits do not depend on the worker count`(configuration: TrainingConfiguration)
    async throws
  {
    let expected = try await train(configuration, workers: 1)
    #expect(expected.parameters.networkOrder.allSatisfy { $0.isFinite })
    for workers in [2, 3, 4, 5, 7, 8, 13, 16] {
      let found = try await train(configuration, workers: workers)
      #expect(found.state.timeless == expected.state.timeless, "\(workers) workers")
      #expect(
        Digest(ofParameters: found.parameters.networkOrder)
          == Digest(ofParameters: expected.parameters.networkOrder))
    }
  }

  @Test(arguments: penalized)
  func `the bits of a penalty do not depend on the worker count`(
    configuration: TrainingConfiguration
  ) async throws {
    var configuration = configuration
    configuration.epochs = 1
    // A whole vector of inputs that are treated alike is rare.
    let factors = PenaltyFactors(layers: [1, 0.5, 2], inputs: (0..<13).map { Double($0 % 3) })
    let expected = try await train(configuration, factors: factors, workers: 1)
    #expect(expected.parameters.networkOrder.allSatisfy { $0.isFinite })
    for workers in [2, 3, 8] {
      let found = try await train(configuration, factors: factors, workers: workers)
      #expect(found.state.timeless == expected.state.timeless, "\(workers) workers")
    }
  }

  @Test func `all shapes and methods are among what was trained`() {
    for shape in Penalty.Shape.allCases {
      #expect(Self.penalized.contains { $0.penalty == shape })
    }
    for method in Penalty.Method.allCases {
      #expect(Self.penalized.contains { $0.l1Method == method })
    }
    for optimizer in Optimizer.allCases {
      #expect(Self.penalized.contains { $0.optimizer == OptimizerName(optimizer) })
    }
  }

  @Test func `a team trains as the sequential trainer does`() async throws {
    var configuration = Self.configuration(.adam, .l1, .proximal)
    configuration.epochs = 1
    let found = try await train(configuration, workers: 3)
    #expect(found.state.progress.steps == 8)
    #expect(found.rowsSeen == 777)

    let data = MadeData(rows: 777).data
    let parameters = Parameters(ParameterLayout(MadeData.network(configuration)))
    parameters.initialize(configuration.initializer, seed: configuration.seed)
    let rule = UpdateRule(
      optimizer: .adam,
      schedule: Schedule(shape: .constant, rate: configuration.rate, warmupSteps: 0, steps: 8),
      penalty: Penalty(strength: configuration.l1, method: configuration.l1Method))
    let trainer = SequentialTrainer(
      parameters, rule: rule, examples: data.examples, dropout: nil, mostRows: 100,
      rowsPerShard: configuration.rowsPerShard)
    let order = Buffer<UInt32>(repeating: 0, count: 777)
    try withExtendedLifetime((data, order)) {
      RandomStream(seed: configuration.seed, purpose: .rowOrder).writePermutation(into: order.view)
      for start in stride(from: 0, to: 777, by: 100) {
        try trainer.step(on: order.view[start..<min(start + 100, 777)])
      }
    }
    #expect(parameters.networkOrder == found.state.parameters)
  }

  @Test(arguments: [1, 2, 5])
  func `a run that was interrupted goes on to the same bits`(workers: Int) async throws {
    for configuration in Self.configurations {
      let expected = try await train(configuration, workers: 2)
      let trainer = try Trainer(
        network: MadeData.network(configuration), configuration: configuration)
      let data = MadeData(rows: 777).data
      let validation = configuration.patience == nil ? nil : MadeData(rows: 300, seed: 8).data
      let team = try makeTeam(workers)
      let first = try await trainer.train(
        on: data, validation: validation, team: team, participation: .all
      ) { record in
        if record.epoch == 2 { team.cancel(.interrupt) }
      }
      #expect(first.interruption == .interrupt)
      #expect(first.state.progress.steps < expected.state.progress.steps)
      let second = try await trainer.train(
        on: data, validation: validation, team: makeTeam(workers + 1), resuming: first.state,
        participation: .all)
      #expect(second.interruption == nil)
      #expect(second.state.timeless == expected.state.timeless)
    }
  }

  @Test func `a run that diverges names step, epoch and layer`() async throws {
    var configuration = Self.configuration(.sgd, .l1, .subgradient)
    configuration.rate = 1e30
    let error = await #expect(throws: TrainingError.self) {
      _ = try await train(configuration, workers: 3)
    }
    guard case .diverged(let step, epoch: 1, _, rate: 1e30) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(0 < step && step < 4)
  }

  @Test func `a second moment that overflows ends the run`() async throws {
    // Otherwise Adam's step becomes 0 and the weights stand still, all of them finite.
    var configuration = Self.configuration(.adam, .l1, .subgradient)
    configuration.hidden = []
    let inputs = Buffer<Float>(copying: (0..<64 * 16).map { $0 % 16 == 0 ? 1e24 : 0 })
    let data = TrainingData(
      rows: 64, features: 13, pitch: 16, inputs: inputs,
      targets: Buffer(copying: (0..<64).map { Float($0 % 3) }))
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    let team = try makeTeam(2)
    #expect(configuration.optimizer == .adam)
    await #expect(throws: TrainingError.self) {
      _ = try await trainer.train(on: data, team: team, participation: .all)
    }
  }

  @Test func `what the epoch's observer throws ends the run`() async throws {
    struct DiskFull: Error {}
    let configuration = Self.configurations[0]
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    let data = MadeData(rows: 100).data
    let team = try makeTeam(4)
    await #expect(throws: DiskFull.self) {
      _ = try await trainer.train(
        on: data, team: team, participation: .all, onEpoch: { _ in throw DiskFull() })
    }
  }
}
