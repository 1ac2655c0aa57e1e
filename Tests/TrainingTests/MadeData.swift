import Arithmetic
import Learning
import Machine
import Team
import Training

/// A made classification with more rows than a minibatch and a last minibatch that is smaller.
struct MadeData {
  static let features = 13

  let data: TrainingData

  init(rows: Int, classes: Int = 3, seed: UInt64 = 7) {
    let pitch = TrainingData.pitch(features: Self.features)
    let inputs = Buffer<Float>(repeating: 0, count: rows * pitch)
    let targets = Buffer<Float>(repeating: 0, count: rows)
    let stream = RandomStream(seed: seed, purpose: .synthesis)
    for row in 0..<rows {
      var sum: Float = 0
      for column in 0..<Self.features {
        let x = 2 * stream.uniform(element: UInt64(row * Self.features + column)) - 1
        inputs.view[row * pitch + column] = x
        if column < 4 { sum += x * Float(column + 1) }
      }
      targets.view[row] = Float(max(0, min(classes - 1, Int((sum + 3) / 6 * Float(classes)))))
    }
    data = TrainingData(
      rows: rows, features: Self.features, pitch: pitch, inputs: inputs, targets: targets)
  }

  static func network(_ configuration: TrainingConfiguration) -> Network {
    Network(
      inputs: features, hidden: configuration.hidden, outputs: 3,
      activation: configuration.activation, loss: .crossEntropy,
      hasSkip: configuration.penalty == .hierarchical)
  }
}

func makeTeam(_ workers: Int) throws -> Team {
  try Team(placement: Placement.plan(workers: workers, on: Topology.load()))
}
