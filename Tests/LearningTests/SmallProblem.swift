import Arithmetic
import Learning

/// A small made data set with targets for any loss.
struct SmallProblem {
  let rows: Int
  let network: Network
  let inputs: Buffer<Float>
  let targets: Buffer<Float>
  let pitch: Int

  init(
    rows: Int = 40, hidden: [Int], activation: Activation, loss: Loss, classes: Int = 3,
    hasSkip: Bool = false
  ) {
    let outputs = loss.hasOutputPerClass ? classes : 1
    network = Network(
      inputs: 5, hidden: hidden, outputs: outputs, activation: activation, loss: loss,
      hasSkip: hasSkip)
    self.rows = rows
    pitch = Vector.padded(network.inputs + 1)
    inputs = Buffer(repeating: 0, count: rows * pitch)
    targets = Buffer(repeating: 0, count: rows)
    let stream = RandomStream(seed: 99, purpose: .synthesis)
    let classStream = RandomStream(seed: 99, purpose: .synthesis, major: 1)
    for row in 0..<rows {
      for column in 0..<network.inputs {
        inputs.view[row * pitch + column] =
          2 * stream.uniform(element: UInt64(row * 5 + column)) - 1
      }
      let draw = classStream.uniform(element: UInt64(row))
      switch loss {
      case .crossEntropy, .articleSquared: targets.view[row] = Float(Int(draw * Float(classes)))
      case .logistic: targets.view[row] = draw < 0.5 ? 0 : 1
      case .squared, .huber: targets.view[row] = 6 * draw - 3
      }
    }
  }

  var examples: Examples {
    Examples(
      inputs: RowMatrix(inputs.view, rows: rows, pitch: pitch), targets: targets.view)
  }

  func parameters(seed: UInt64 = 3) -> Parameters {
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(.glorot, seed: seed)
    return parameters
  }

  func trainer(
    _ parameters: Parameters, rule: UpdateRule, factors: PenaltyFactors = .uniform,
    dropout: Dropout? = nil, rowsPerShard: Int = 16
  ) -> SequentialTrainer {
    SequentialTrainer(
      parameters, rule: rule, factors: factors, examples: examples, dropout: dropout,
      mostRows: rows, rowsPerShard: rowsPerShard)
  }

  /// All rows in order.
  var order: Buffer<UInt32> { Buffer(copying: (0..<rows).map(UInt32.init)) }
}
