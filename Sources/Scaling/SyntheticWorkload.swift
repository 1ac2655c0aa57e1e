import Arithmetic
public import Learning
public import Training

/// A network of a given shape, and made rows to train it on.
///
/// Inputs are uniform in ±√3 (variance 1), targets uniform over the classes: what a step costs does
/// not depend on what the rows say.
public struct SyntheticWorkload: Equatable, Sendable {
  /// Inputs, hidden widths, outputs; at least two, each at least 1.
  public let widths: [Int]

  /// The widest layer that is taken, as `--hidden` has it.
  public static let mostUnits = 1 << 20

  /// - Parameter shape: widths joined by dashes, such as "784-256-128-10".
  /// - Returns: nil for anything else, and for widths outside 1…`mostUnits`.
  public init?(shape: String) {
    let parts = shape.split(separator: "-", omittingEmptySubsequences: false)
    let widths = parts.compactMap { Int($0) }
    guard parts.count >= 2, widths.count == parts.count,
      widths.allSatisfy({ $0 >= 1 && $0 <= Self.mostUnits })
    else { return nil }
    self.widths = widths
  }

  public var shape: String { widths.map { "\($0)" }.joined(separator: "-") }

  public var inputs: Int { widths.first ?? 1 }
  public var hidden: [Int] { Array(widths.dropFirst().dropLast()) }
  public var outputs: Int { widths.last ?? 1 }

  /// A last width of 2 or more is softmax over that many classes, 1 is logistic.
  public func network(activation: Activation) -> Network {
    Network(
      inputs: inputs, hidden: hidden, outputs: outputs, activation: activation,
      loss: outputs > 1 ? .crossEntropy : .logistic)
  }

  /// Rows for minibatches of `batch`: twenty of them, but 200 to 20,480 rows where that allows a
  /// whole minibatch.
  public static func rows(batch: Int) -> Int {
    let (twenty, overflows) = batch.multipliedReportingOverflow(by: 20)
    return max(batch, 200, overflows ? 20_480 : min(20_480, twenty))
  }

  /// Bytes of `rows` rows.
  public func bytes(rows: Int) -> Int {
    let (bytes, overflows) = rows.multipliedReportingOverflow(
      by: 4 * TrainingData.pitch(features: inputs))
    return overflows ? .max : bytes
  }

  /// Made rows, a function of their number and the widths.
  public func data(rows: Int) -> TrainingData {
    let pitch = TrainingData.pitch(features: inputs)
    let values = Buffer<Float>(repeating: 0, count: rows * pitch)
    let targets = Buffer<Float>(repeating: 0, count: rows)
    let classes = UInt64(max(2, outputs))
    let targetStream = RandomStream(seed: 0, purpose: .synthesis, major: 1 << 32)
    for row in 0..<rows {
      let elements = values.view[row * pitch..<row * pitch + inputs]
      RandomStream(seed: 0, purpose: .synthesis, major: UInt64(row)).fillUniform(elements, from: 0)
      for index in elements.indices { elements[index] = (2 * elements[index] - 1) * 1.732_050_8 }
      targets.view[row] = Float(targetStream.integer(below: classes, element: UInt64(row)))
    }
    return TrainingData(
      rows: rows, features: inputs, pitch: pitch, inputs: values, targets: targets)
  }
}
