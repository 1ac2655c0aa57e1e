public import Arithmetic
public import Datasets
public import Learning

/// Rows of numbers that a network reads, with what keeps their memory.
public final class TrainingData: Sendable {
  public let rows: Int
  public let features: Int
  public let examples: Examples
  let places = LockedValue(RowPlaces())
  private let owners: [Buffer<Float>]

  /// - Parameters:
  ///   - inputs: `[rows, pitch]`, row-major.
  ///   - targets: one per row; empty where only predictions are asked for.
  public init(rows: Int, features: Int, pitch: Int, inputs: Buffer<Float>, targets: Buffer<Float>) {
    self.rows = rows
    self.features = features
    examples = Examples(
      inputs: RowMatrix(inputs.view, rows: rows, pitch: pitch), targets: targets.view)
    owners = [inputs, targets]
  }

  /// Rows that a schema encoded, with `pitch(features:)`; without targets, targets are empty.
  public convenience init(_ rows: EncodedRows) {
    self.init(
      rows: rows.rows, features: rows.features, pitch: rows.pitch, inputs: rows.inputs,
      targets: rows.targets ?? Buffer(repeating: 0, count: 0))
  }

  /// SHA-256 of the numbers as trained on: rows and features as little-endian 64-bit integers, then
  /// the inputs `[rows, features]` and the targets as little-endian binary32.
  public var digest: Digest {
    var hash = DigestBuilder()
    hash.append(UInt64(rows))
    hash.append(UInt64(features))
    for row in 0..<rows {
      let inputs = examples.inputs.row(row)
      hash.append((0..<features).map { inputs[$0] })
    }
    hash.append(examples.targets.indices.map { examples.targets[$0] })
    return hash.digest
  }

  /// Elements from one row to the next that the kernels are fastest with.
  public static func pitch(features: Int) -> Int { RowMatrix.pitch(columns: features + 1) }
}
