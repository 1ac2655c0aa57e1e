import Arithmetic
import Learning

/// Made rows with targets for any loss: random numbers and exact zeros, targets that a few columns tell something
/// about.
final class MadeExamples {
  let rows: Int
  private let inputs: Buffer<Float>
  private let targets: Buffer<Float>
  private let pitch: Int

  init(rows: Int, features: Int, loss: Loss, classes: Int) {
    let pitch = RowMatrix.pitch(columns: features + 1)
    let inputs = Buffer<Float>(repeating: 0, count: rows * pitch)
    let targets = Buffer<Float>(repeating: 0, count: rows)
    let stream = RandomStream(seed: 5, purpose: .synthesis)
    for row in 0..<rows {
      let own = inputs.view[row * pitch..<(row + 1) * pitch]
      var told = stream.uniform(element: UInt64(row * 32 + 31))
      for column in 0..<features {
        let uniform = stream.uniform(element: UInt64(row * 32 + column))
        own[column] = uniform < 0.2 ? 0 : 3 * uniform - 1.6
        told += column % 3 == 0 ? own[column] * own[(column + 1) % features] : 0
      }
      switch loss {
      case .crossEntropy, .articleSquared:
        targets.view[row] = Float(Int(told.magnitude * 2) % classes)
      case .logistic: targets.view[row] = told < 0.5 ? 0 : 1
      case .squared, .huber: targets.view[row] = told
      }
    }
    self.rows = rows
    self.inputs = inputs
    self.targets = targets
    self.pitch = pitch
  }

  /// Valid as long as this object lives.
  var examples: Examples {
    Examples(inputs: RowMatrix(inputs.view, rows: rows, pitch: pitch), targets: targets.view)
  }
}
