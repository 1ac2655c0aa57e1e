import Arithmetic
import Learning

extension TrainingData {
  /// The same rows and targets with some of the inputs alone: what a network of `LivePart.network`
  /// reads.
  ///
  /// - Parameter columns: of the inputs, in the order that they are to have.
  public func selecting(_ columns: [Int]) -> TrainingData {
    let pitch = Self.pitch(features: columns.count)
    let inputs = Buffer<Float>(repeating: 0, count: rows * pitch)
    for row in 0..<rows {
      let (from, into) = (examples.inputs.row(row), inputs.view[row * pitch..<(row + 1) * pitch])
      for index in columns.indices { into[index] = from[columns[index]] }
    }
    let targets = Buffer<Float>(repeating: 0, count: examples.targets.count)
    targets.view.copy(from: examples.targets)
    return TrainingData(
      rows: rows, features: columns.count, pitch: pitch, inputs: inputs, targets: targets)
  }
}
