import Arithmetic
import Learning

@testable import Training

/// A run's weights step by step, by one thread that knows nothing of teams, records or replays.
struct ReferenceSteps {
  private let run: RecordedFile
  private let trainer: SequentialTrainer
  private let order: Buffer<UInt32>
  private var step = 0

  init(_ run: RecordedFile) throws {
    let (configuration, data) = (run.configuration, run.data)
    let network = try Network(configuration, for: data.schema)
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(configuration.initializer, seed: configuration.seed)
    let rows = configuration.batch.rows(of: data.training.rows)
    let steps = (data.training.rows + rows - 1) / rows * configuration.epochs
    self.run = run
    trainer = SequentialTrainer(
      parameters, rule: configuration.updateRule(steps: steps),
      examples: data.training.examples,
      dropout: configuration.dropout == 0
        ? nil : Dropout(rate: Float(configuration.dropout), seed: configuration.seed),
      mostRows: rows, rowsPerShard: configuration.rowsPerShard)
    order = Buffer(repeating: 0, count: data.training.rows)
  }

  /// The training rows of the next step, and the weights after it, in network order.
  mutating func next() throws -> (rows: [Int], weights: [UInt32]) {
    let rows = run.configuration.batch.rows(of: order.view.count)
    let stepsPerEpoch = (order.view.count + rows - 1) / rows
    RandomStream(
      seed: run.configuration.seed, purpose: .rowOrder, major: UInt64(step / stepsPerEpoch)
    ).writePermutation(into: order.view)
    let first = step % stepsPerEpoch * rows
    let minibatch = order.view[first..<min(first + rows, order.view.count)]
    try trainer.step(on: minibatch)
    step += 1
    return (
      minibatch.indices.map { Int(minibatch[$0]) },
      trainer.parameters.networkOrder.map(\.bitPattern)
    )
  }

  /// The gradient of a step's minibatch at some weights, both in network order.
  static func gradient(_ run: RecordedFile, at weights: [Float], step: Int) throws -> [Float] {
    var reference = try ReferenceSteps(run)
    for _ in 0..<step { _ = try reference.next() }
    let trainer = reference.trainer
    let rows = run.configuration.batch.rows(of: reference.order.view.count)
    let stepsPerEpoch = (reference.order.view.count + rows - 1) / rows
    // Within an epoch the order is that of the step before.
    precondition(step % stepsPerEpoch > 0)
    let first = step % stepsPerEpoch * rows
    trainer.parameters.load(networkOrder: weights)
    let end = min(first + rows, reference.order.view.count)
    return withExtendedLifetime((reference.order, trainer)) {
      let minibatch = Minibatch(
        order: reference.order.view[first..<end], rowsPerShard: run.configuration.rowsPerShard,
        step: step)
      return trainer.parameters.layout.networkOrder(trainer.gradient(of: minibatch).gradient)
    }
  }
}
