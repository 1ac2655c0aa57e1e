import Arithmetic
import Learning
import Team
public import Training

extension Workload {
  /// Uniform numbers in [−1, 1) with random classes.
  public func makeData() -> TrainingData {
    let pitch = TrainingData.pitch(features: widths[0])
    let inputs = Buffer<Float>(repeating: 0, count: rows * pitch)
    let targets = Buffer<Float>(repeating: 0, count: rows)
    let stream = RandomStream(seed: 1, purpose: .synthesis)
    let classes = UInt64(widths[widths.count - 1])
    for row in 0..<rows {
      for column in 0..<widths[0] {
        inputs.view[row * pitch + column] =
          2 * stream.uniform(element: UInt64(row * widths[0] + column)) - 1
      }
      targets.view[row] = Float(
        stream.integer(below: classes, element: UInt64(rows * widths[0] + row)))
    }
    return TrainingData(
      rows: rows, features: widths[0], pitch: pitch, inputs: inputs, targets: targets)
  }

  /// Stochastic gradient descent with the subgradient of L1, as the peers take steps.
  public var configuration: TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = network.hidden
    configuration.activation = activation
    configuration.optimizer = .sgd
    configuration.rate = 0.01
    configuration.l1 = 1e-4
    configuration.l1Method = .subgradient
    configuration.batch = .rows(batch)
    return configuration
  }
}
