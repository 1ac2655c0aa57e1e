import Arithmetic
import Datasets
import Learning
import Machine
import Synchronization
import Team
import Testing
import Training

/// Small runs through every part of training, to be run under the thread sanitizer:
/// `swift test --sanitize=thread --scratch-path .build-tsan --filter ThreadSanitizerTests`.
@Suite struct ThreadSanitizerTests {
  static func configuration(_ optimizer: OptimizerName) -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = [18, 7]
    configuration.activation = .gelu
    configuration.optimizer = optimizer
    configuration.rate = 0.02
    configuration.l1 = 0.001
    configuration.l1Method = optimizer == .sgd ? .subgradient : .proximal
    // Each with another shape, whose rows workers share.
    configuration.penalty =
      switch optimizer {
      case .momentum: .groupUnits
      case .nesterov: .sparseGroup
      case .adam: .hierarchical
      case .adamw: .groupInputs
      default: .l1
      }
    configuration.dropout = 0.2
    configuration.epochs = 6
    configuration.batch = .rows(50)
    configuration.rowsPerShard = 6
    configuration.patience = 2
    return configuration
  }

  @Test(arguments: Optimizer.allCases.map { OptimizerName($0) })
  func `four workers train, stop early, measure and predict`(optimizer: OptimizerName) async throws
  {
    let configuration = Self.configuration(optimizer)
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    let data = MadeData(rows: 123).data
    let validation = MadeData(rows: 300, seed: 8).data
    let team = try makeTeam(4)
    let result = try await trainer.train(
      on: data, validation: validation, team: team, participation: .all)
    #expect(result.parameters.networkOrder.allSatisfy { $0.isFinite })
    let evaluation = try await Evaluation.measure(result.parameters, on: validation, team: team)
    #expect(evaluation.loss == result.state.progress.bestLoss)
    let predictions = try await Predictions.make(result.parameters, of: validation, team: team)
    let correct = (0..<validation.rows).count {
      Float(predictions.predictedClass(row: $0)) == validation.examples.targets[$0]
    }
    #expect(evaluation.accuracy == Double(correct) / Double(validation.rows))
  }

  @Test(arguments: Optimizer.allCases.map { OptimizerName($0) })
  func `four workers are interrupted and go on to the bits of one`(
    optimizer: OptimizerName
  ) async throws {
    var configuration = Self.configuration(optimizer)
    configuration.patience = 6
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    let data = MadeData(rows: 123).data
    let validation = MadeData(rows: 300, seed: 8).data
    let team = try makeTeam(4)
    let watch = Task {
      try await Task.sleep(for: .milliseconds(5))
      team.cancel(.interrupt)
    }
    let first = try await trainer.train(
      on: data, validation: validation, team: team, participation: .all
    ) { record in
      if record.epoch == 2 { team.cancel(.interrupt) }
    }
    watch.cancel()
    #expect(first.interruption == .interrupt)
    let second = try await trainer.train(
      on: data, validation: validation, team: makeTeam(4), resuming: first.state,
      participation: .all)
    let whole = try await trainer.train(on: data, validation: validation, team: makeTeam(1))
    #expect(second.state.timeless == whole.state.timeless)
  }

  @Test(arguments: [OptimizerName.fista, .owlqn])
  func `four workers solve and certify what one does`(optimizer: OptimizerName) async throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = [9]
    configuration.activation = .tanh
    configuration.optimizer = optimizer
    configuration.batch = .full
    configuration.epochs = 12
    configuration.l1 = 0.001
    configuration.penalty = optimizer == .fista ? .groupInputs : .l1
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    let data = MadeData(rows: 123).data
    var digests: Set<Digest> = []
    for workers in [1, 4] {
      let team = try makeTeam(workers)
      let result = try await trainer.train(on: data, team: team, participation: .all)
      digests.insert(Digest(ofParameters: result.parameters.networkOrder))
      let certificate = try await Certificate.measure(
        result.parameters,
        penalty: Penalty(strength: 0.001, shape: configuration.penalty, method: .proximal),
        on: data, team: team)
      #expect(certificate.residual.isFinite)
    }
    #expect(digests.count == 1)
  }

  @Test(arguments: RecordedTraining.all())
  func `four workers chain digests and copy the state while a thread reads it`(
    training: RecordedTraining
  ) async throws {
    let schedule = SnapshotSchedule(everyEpochs: 1, everySteps: 1, every: .zero)
    let copies = Mutex<[Task<TrainingState, Never>]>([])
    let outcome = try await training.train(
      schedule, team: makeTeam(4),
      onSnapshot: { snapshot in copies.withLock { $0.append(Task { snapshot.state }) } })
    let tasks = copies.withLock { $0 }
    #expect(tasks.count == training.configuration.epochs * training.minibatches)
    let last = await tasks.last?.value
    #expect(last?.timeless == outcome.result.state.timeless)
    let alone = try await training.train(team: makeTeam(1))
    #expect(alone.digests == outcome.digests)
  }

  @Test(arguments: RecordedTraining.all())
  func `workers on several nodes have memory of their own and do what one does`(
    training: RecordedTraining
  ) async throws {
    let topology = try Topology.load(synthetic: "package:2 [numa] core:2 pu:1")
    let schedule = SnapshotSchedule(everyEpochs: 1, everySteps: 2, every: nil)
    let alone = try await training.train(team: makeTeam(1))
    for memory in [
      MemoryPolicy(weights: .replicated, rows: .replicated), MemoryPolicy(rows: .local),
    ] {
      let team = try Team(placement: .plan(PlacementPolicy(), memory: memory, on: topology))
      let outcome = try await training.train(schedule, team: team)
      #expect(alone.digests == outcome.digests)
      #expect(outcome.result.state.timeless == alone.result.state.timeless)
    }
  }

  @Test(arguments: RecordedTraining.all(), [0, 2])
  func `workers hand a run to each other`(training: RecordedTraining, length: Int) async throws {
    let schedule = SnapshotSchedule(everyEpochs: 1, everySteps: 2, every: nil)
    let alone = try await training.train(team: makeTeam(1))
    let team = try makeTeam(4)
    let outcome = try await training.train(
      schedule, team: team, reviewedBy: ScriptedReview(team, lengths: [length]))
    #expect(alone.digests == outcome.digests)
    let others = try makeTeam(3)
    let unchanged = ScriptedReview(
      others, lengths: [length], members: [[0, 1, 2]], speeds: [[1, 1, 1]])
    let same = try await training.train(schedule, team: others, reviewedBy: unchanged)
    #expect(alone.digests == same.digests)
  }

  @Test func `four workers and the thread that writes checkpoints`() async throws {
    for optimizer in [OptimizerName.adam, .owlqn] {
      let folder = try TemporaryFolder()
      var configuration = Self.configuration(optimizer)
      configuration.penalty = .l1
      if optimizer == .owlqn {
        configuration.batch = .full
        configuration.dropout = 0
        configuration.patience = nil
      }
      let data = try ExampleData.named("diabetes")
      let session = try TrainingSession(
        configuration: configuration, data: data,
        record: DataRecord(options: SchemaOptions(), data: data),
        folder: RunFolder.open(path: folder("r"), resume: false), participation: .all,
        checkpoints: CheckpointPlan(
          schedule: SnapshotSchedule(everyEpochs: 1, everySteps: 3, every: nil), keep: 2))
      let outcome = try await session.run(team: makeTeam(4), resume: false) { _ in }
      #expect(outcome.interruption == nil)
      #expect(CheckpointFolder(path: folder("r/checkpoint")).entries.count == 2)
    }
  }

  @Test func `folds and half-samples go side by side`() async throws {
    let tuning = try TuningTests.tuning("diabetes", folds: 4, halfSamples: 4) {
      $0.epochs = 30
      $1.points = 3
    }
    let report = try await tuning.run(name: "", team: makeTeam(4)).report
    #expect(report.scores.count == 3 && report.stability?.samples == 4)
  }
}
