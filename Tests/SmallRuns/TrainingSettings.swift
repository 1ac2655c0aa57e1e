import Arithmetic
import Learning

/// What a small run trains, and how. Unless it says otherwise no width, minibatch or shard divides another.
struct TrainingSettings: Sendable {
  var rows = 43
  var features = 7
  var hidden = [10, 5]
  var classes = 3
  var activation = Activation.tanh
  var loss = Loss.crossEntropy
  var hasSkip = false
  var initializer = Initializer.glorot
  /// Whether every third weight begins at zero.
  var beginsWithZeros = false
  var optimizer = Optimizer.sgd
  var shape = Schedule.Shape.constant
  var rate = 0.05
  var warmupSteps = 0
  var weightDecay = 0.0
  var l2 = 0.0
  var penalty: Penalty?
  var factors = PenaltyFactors.uniform
  var dropout: Float = 0
  var epochs = 2
  var rowsPerStep = 18
  var rowsPerShard = 4
  var seed: UInt64 = 11

  var network: Network {
    Network(
      inputs: features, hidden: hidden, outputs: loss.hasOutputPerClass ? classes : 1,
      activation: activation, loss: loss, hasSkip: hasSkip)
  }

  var data: MadeExamples {
    MadeExamples(rows: rows, features: features, loss: loss, classes: classes)
  }

  /// Where the run begins.
  var start: Parameters {
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(initializer, seed: seed)
    guard beginsWithZeros else { return parameters }
    var values = parameters.networkOrder
    for index in stride(from: 0, to: values.count, by: 3) { values[index] = 0 }
    parameters.load(networkOrder: values)
    return parameters
  }

  /// Trains with an optimizer of minibatches, the rows of every epoch in an order of its own.
  func train() throws(Divergence) -> Parameters {
    let data = data
    let parameters = start
    let steps = epochs * ((rows + rowsPerStep - 1) / rowsPerStep)
    let rule = UpdateRule(
      optimizer: optimizer,
      schedule: Schedule(shape: shape, rate: rate, warmupSteps: warmupSteps, steps: steps),
      weightDecay: weightDecay, l2: l2, penalty: penalty)
    let trainer = SequentialTrainer(
      parameters, rule: rule, factors: factors, examples: data.examples,
      dropout: dropout == 0 ? nil : Dropout(rate: dropout, seed: seed),
      mostRows: rowsPerStep, rowsPerShard: rowsPerShard)
    let order = Buffer<UInt32>(repeating: 0, count: rows)
    defer { withExtendedLifetime((data, order)) {} }
    for epoch in 0..<epochs {
      RandomStream(seed: seed, purpose: .rowOrder, major: UInt64(epoch))
        .writePermutation(into: order.view)
      for first in stride(from: 0, to: rows, by: rowsPerStep) {
        try trainer.step(on: order.view[first..<min(first + rowsPerStep, rows)])
      }
    }
    return parameters
  }

  /// Trains with a full-batch solver, an iteration an epoch.
  func solve<Iteration: SolverIteration>(_: Iteration.Type) throws(Divergence) -> Parameters {
    let data = data
    defer { withExtendedLifetime(data) {} }
    let solver = try SequentialSolver<Iteration>(
      from: start, Regularization(penalty: penalty, factors: factors, l2: l2),
      examples: data.examples, rowsPerShard: rowsPerShard)
    for _ in 0..<epochs { try solver.iterate() }
    return solver.parameters
  }
}

extension SmallRun {
  /// A run of an optimizer of minibatches.
  static func training(
    _ name: String, _ change: (inout TrainingSettings) -> Void = { _ in }
  ) -> SmallRun {
    var settings = TrainingSettings()
    change(&settings)
    let final = settings
    return SmallRun(name) { (try? final.train())?.words }
  }
}
