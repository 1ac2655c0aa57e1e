import Arithmetic
import Learning
import Team
import Testing
import Training

/// Small runs through every part of training, to be run under the thread sanitizer:
/// `swift test --sanitize=thread --scratch-path .build-tsan --filter ThreadSanitizerTests`.
@Suite struct ThreadSanitizerTests {
  static func configuration(_ optimizer: Optimizer) -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = [18, 7]
    configuration.activation = .gelu
    configuration.optimizer = optimizer
    configuration.rate = 0.02
    configuration.l1 = 0.001
    configuration.l1Method = optimizer == .sgd ? .subgradient : .proximal
    configuration.dropout = 0.2
    configuration.epochs = 6
    configuration.batch = .rows(50)
    configuration.rowsPerShard = 6
    configuration.patience = 2
    return configuration
  }

  @Test(arguments: Optimizer.allCases)
  func `four workers train, stop early, measure and predict`(optimizer: Optimizer) async throws {
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

  @Test(arguments: Optimizer.allCases)
  func `four workers are interrupted and go on to the bits of one`(
    optimizer: Optimizer
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
    #expect(second.state == whole.state)
  }
}
