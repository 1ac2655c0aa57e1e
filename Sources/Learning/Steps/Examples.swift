public import Arithmetic

/// The examples that a network is trained or evaluated on.
public struct Examples: BitwiseCopyable, Sendable {
  /// `[rows, features]`, row-major, the pitch at least features + 1 and whole vectors.
  public let inputs: RowMatrix
  /// The class index, or the standardized value, of each row.
  public let targets: View<Float>

  public init(inputs: RowMatrix, targets: View<Float>) {
    self.inputs = inputs
    self.targets = targets
  }
}
