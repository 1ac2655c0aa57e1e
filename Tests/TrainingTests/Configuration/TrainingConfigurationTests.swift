import Foundation
import Learning
import Testing

@testable import Training

/// A way to change a configuration, with a name for the test's report.
struct ConfigurationChange: CustomTestStringConvertible, Sendable {
  let option: String
  let change: @Sendable (inout TrainingConfiguration) -> Void

  init(_ option: String, _ change: @escaping @Sendable (inout TrainingConfiguration) -> Void) {
    self.option = option
    self.change = change
  }

  var testDescription: String { option }

  var changed: TrainingConfiguration {
    var configuration = TrainingConfiguration()
    change(&configuration)
    return configuration
  }
}

@Suite struct TrainingConfigurationTests {
  static let wrong: [ConfigurationChange] = [
    .init("hidden") { $0.hidden = [0] },
    .init("hidden") { $0.hidden = [8, -1] },
    .init("hidden") { $0.hidden = [1 << 20 + 1] },
    .init("hidden") { $0.hidden = Array(repeating: 1, count: 1001) },
    .init("dropout") { $0.dropout = -0.1 },
    .init("dropout") { $0.dropout = 1 },
    .init("dropout") { $0.dropout = .nan },
    .init("dropout") { ($0.dropout, $0.hidden) = (0.5, []) },
    .init("rate") { $0.rate = 0 },
    .init("rate") { $0.rate = -1 },
    .init("rate") { $0.rate = .nan },
    .init("rate") { $0.rate = .infinity },
    .init("momentum") { $0.momentum = 1 },
    .init("momentum") { $0.momentum = -0.1 },
    .init("momentum") { $0.momentum = .nan },
    .init("warmup") { $0.warmup = -1 },
    .init("weight-decay") { $0.weightDecay = -0.1 },
    .init("weight-decay") { $0.weightDecay = .infinity },
    .init("epochs") { $0.epochs = 0 },
    .init("epochs") { $0.epochs = 1 << 40 + 1 },
    .init("batch") { $0.batch = .rows(0) },
    .init("batch") { $0.batch = .rows(-5) },
    .init("rows-per-shard") { $0.rowsPerShard = 0 },
    .init("rows-per-shard") { $0.rowsPerShard = 1 << 16 + 1 },
    .init("patience") { $0.patience = 0 },
    .init("l1") { $0.l1 = -0.001 },
    .init("l1") { $0.l1 = .nan },
    .init("l1") { $0.l1 = .infinity },
    .init("l2") { $0.l2 = -0.001 },
    .init("l2") { $0.l2 = .nan },
    .init("group-mix") { $0.groupMix = -0.1 },
    .init("group-mix") { $0.groupMix = 1.1 },
    .init("group-mix") { $0.groupMix = .nan },
    .init("hierarchy") { $0.hierarchy = 0 },
    .init("hierarchy") { $0.hierarchy = .infinity },
    .init("hierarchy") { $0.hierarchy = .nan },
    .init("l1-layers") { $0.l1Layers = [1, 1] },
    .init("l1-layers") { $0.l1Layers = [1, 1, -1] },
    .init("l1-layers") { $0.l1Layers = [1, 1, .nan] },
    .init("l1-column") { $0.l1Column = [ColumnFactor(name: "a", factor: -1)] },
    .init("l1-column") { $0.l1Column = [ColumnFactor(name: "a", factor: .infinity)] },
  ]

  static let right: [ConfigurationChange] = [
    .init("nothing") { _ in },
    .init("hidden") { $0.hidden = [] },
    .init("hidden") { $0.hidden = [1 << 20] },
    .init("hidden") { $0.hidden = Array(repeating: 1, count: 1000) },
    .init("dropout") { $0.dropout = 0.999 },
    .init("momentum") { $0.momentum = 0 },
    .init("weight-decay") { $0.weightDecay = 0 },
    .init("epochs") { $0.epochs = 1 },
    .init("batch") { $0.batch = .full },
    .init("rows-per-shard") { $0.rowsPerShard = 1 << 16 },
    .init("l1") { $0.l1 = 1e6 },
    .init("group-mix") { $0.groupMix = 0 },
    .init("group-mix") { $0.groupMix = 1 },
    .init("hierarchy") { $0.hierarchy = 1e-6 },
    .init("l1-layers") { $0.l1Layers = [0, 1, 1e6] },
    .init("l1-column") { $0.l1Column = [ColumnFactor(name: "a", factor: 0)] },
  ]

  static let changes: [ConfigurationChange] = [
    .init("hidden") { $0.hidden = [64, 33] },
    .init("activation") { $0.activation = .gelu },
    .init("loss") { $0.loss = .huber },
    .init("initializer") { $0.initializer = .he },
    .init("dropout") { $0.dropout = 0.1 },
    .init("optimizer") { $0.optimizer = .adamw },
    .init("rate") { $0.rate.round(.up) },
    .init("momentum") { $0.momentum = 0.9.nextUp },
    .init("schedule") { $0.schedule = .cosine },
    .init("warmup") { $0.warmup = 1 },
    .init("weight-decay") { $0.weightDecay = 0 },
    .init("epochs") { $0.epochs = 51 },
    .init("batch") { $0.batch = .full },
    .init("rows-per-shard") { $0.rowsPerShard = 17 },
    .init("patience") { $0.patience = 3 },
    .init("seed") { $0.seed = 1 },
    .init("l1") { $0.l1 = .leastNonzeroMagnitude },
    .init("l1-method") { $0.l1Method = .subgradient },
    .init("l2") { $0.l2 = 0.1 },
    .init("penalty") { $0.penalty = .sparseGroup },
    .init("l1-layers") { $0.l1Layers = [1, 1, 1] },
    .init("l1-column") { $0.l1Column = [ColumnFactor(name: "a=b", factor: 0.5)] },
    .init("group-mix") { $0.groupMix = 0.25 },
    .init("hierarchy") { $0.hierarchy = 1 },
  ]

  @Test(arguments: wrong)
  func `a value out of its range is named by its option`(change: ConfigurationChange) throws {
    let error = try #require(throws: ConfigurationError.self) { try change.changed.validate() }
    #expect(error.option == change.option)
    #expect(error.description.hasPrefix("--\(change.option): found \(error.found), expected "))
    let network = Network(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .squared)
    #expect(throws: error) { try Trainer(network: network, configuration: change.changed) }
  }

  @Test(arguments: right)
  func `values at the edge of their ranges are taken`(change: ConfigurationChange) throws {
    try change.changed.validate()
  }

  @Test(arguments: changes)
  func `the first change names its option, before and after`(change: ConfigurationChange) throws {
    let before = TrainingConfiguration()
    let found = try #require(before.firstChange(to: change.changed))
    #expect(found.hasPrefix("--\(change.option) was "), "\(found)")
    #expect(change.changed.firstChange(to: change.changed) == nil)
    #expect(change.changed != before)
  }

  @Test func `every option can change`() {
    let options = Set(Self.changes.map(\.option))
    #expect(options.count == Mirror(reflecting: TrainingConfiguration()).children.count)
    #expect(TrainingConfiguration().firstChange(to: TrainingConfiguration()) == nil)
  }

  @Test(arguments: changes)
  func `a configuration is written and read back`(change: ConfigurationChange) throws {
    let data = try JSONEncoder().encode(change.changed)
    #expect(try JSONDecoder().decode(TrainingConfiguration.self, from: data) == change.changed)
  }

  @Test func `batch sizes are read and meet the data`() throws {
    #expect(BatchSize("full") == .full)
    #expect(BatchSize("64") == .rows(64))
    for text in ["", "0", "-1", "1.5", "Full", "64 rows"] { #expect(BatchSize(text) == nil) }
    #expect(BatchSize.full.rows(of: 10) == 10)
    #expect(BatchSize.rows(64).rows(of: 10) == 10)
    #expect(BatchSize.rows(4).rows(of: 10) == 4)
    for size in [BatchSize.full, .rows(7)] { #expect(BatchSize(size.description) == size) }
  }

  @Test func `adamw decays by a hundredth unless it is told otherwise, the others not at all`() {
    for optimizer in Optimizer.allCases {
      var configuration = TrainingConfiguration()
      configuration.optimizer = OptimizerName(optimizer)
      #expect(
        configuration.updateRule(steps: 1).weightDecay == (optimizer == .adamw ? 0.01 : 0))
      configuration.weightDecay = 0.5
      #expect(configuration.updateRule(steps: 1).weightDecay == 0.5)
      #expect(configuration.updateRule(steps: 1).penalty == nil)
      configuration.l1 = 0.25
      #expect(
        configuration.updateRule(steps: 7).penalty == Penalty(strength: 0.25, method: .proximal))
      #expect(configuration.updateRule(steps: 7).schedule.steps == 7)
    }
  }
}
