import Arithmetic
import Benchmark
import Learning
import Measuring

/// The loss with its residuals for minibatches of few and many rows.
///
/// Softmax has no public entry, so this is the gradient of a linear network with one input, which is
/// the loss and little else.
func registerSoftmax() {
  for rows in [1, 2, 3, 4, 8, 16, 256] {
    let repeats = 20_000 / rows
    Benchmark(
      "Softmax \(rows) rows", configuration: .rates([.nanosecondsPerRow]),
      closure: { (benchmark: Benchmark, gradient: LossGradient) in
        let (_, seconds) = measureSeconds { gradient.compute(repeats) }
        benchmark.report(.nanosecondsPerRow, seconds, over: repeats * rows, unit: 1e-9)
      }, setup: { LossGradient(rows: rows) })
  }
}

private final class LossGradient {
  private let inputs: Buffer<Float>
  private let targets: Buffer<Float>
  private let order: Buffer<UInt32>
  private let trainer: SequentialTrainer

  init(rows: Int, outputs: Int = 10) {
    let pitch = RowMatrix.pitch(columns: 2)
    inputs = Buffer(repeating: 0.5, count: rows * pitch)
    targets = Buffer(copying: (0..<rows).map { Float($0 % outputs) })
    order = Buffer(copying: (0..<UInt32(rows)).map { $0 })
    let network = Network(
      inputs: 1, hidden: [], outputs: outputs, activation: .identity, loss: .crossEntropy)
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(.glorot, seed: 1)
    trainer = SequentialTrainer(
      parameters,
      rule: UpdateRule(
        optimizer: .sgd,
        schedule: Schedule(shape: .constant, rate: 0.01, warmupSteps: 0, steps: 1)),
      examples: Examples(
        inputs: RowMatrix(inputs.view, rows: rows, pitch: pitch), targets: targets.view),
      dropout: nil, mostRows: rows, rowsPerShard: 16)
  }

  func compute(_ repeats: Int) {
    let minibatch = Minibatch(order: order.view, rowsPerShard: 16, step: 0)
    for _ in 0..<repeats { blackHole(trainer.gradient(of: minibatch).loss) }
  }
}
