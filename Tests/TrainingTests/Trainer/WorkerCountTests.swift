import Learning
import Testing
import Training

@Suite struct WorkerCountTests {
  /// 100 rows are 6 shards of 16 and one of 4; the last minibatch of an epoch is smaller.
  static let configurations: [TrainingConfiguration] = {
    var subgradient = TrainingConfiguration()
    subgradient.hidden = [24, 9]
    subgradient.optimizer = .nesterov
    subgradient.rate = 0.02
    subgradient.l1 = 0.001
    subgradient.l1Method = .subgradient
    subgradient.epochs = 1
    subgradient.batch = .rows(100)
    subgradient.rowsPerShard = 16
    var proximal = subgradient
    proximal.optimizer = .sgd
    proximal.l1Method = .proximal
    var dropout = proximal
    dropout.optimizer = .adam
    dropout.rate = 0.003
    dropout.activation = .gelu
    dropout.dropout = 0.25
    dropout.patience = 2
    dropout.epochs = 2
    return [subgradient, proximal, dropout]
  }()

  @Test(arguments: ExampleData.names, configurations)
  func `example data train to the same bits for any worker count`(
    name: String, configuration: TrainingConfiguration
  ) async throws {
    let data = try ExampleData.named(name)
    let trainer = try Trainer(
      network: Network(configuration, for: data.schema), configuration: configuration)
    var expected: TrainingState?
    for workers in [1, 2, 3, 4, 5, 7, 8, 13, 16] {
      let result = try await trainer.train(
        on: data.training, validation: configuration.patience == nil ? nil : data.validation,
        team: makeTeam(workers), participation: .all)
      if let expected {
        #expect(result.state.timeless == expected.timeless, "\(workers) workers")
      } else {
        expected = result.state
        #expect(result.state.parameters.allSatisfy { $0.isFinite })
        #expect((result.state.progress.bestLoss == nil) == (configuration.patience == nil))
      }
    }
  }
}
