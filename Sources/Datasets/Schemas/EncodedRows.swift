public import Arithmetic

/// Rows as a network takes them.
public struct EncodedRows: Sendable {
  public let rows: Int
  public let features: Int

  /// Elements from one row of `inputs` to the next; at least `features`.
  public let pitch: Int

  /// `[rows, pitch]`, row-major; the padding is 0.
  public let inputs: Buffer<Float>

  /// `[rows]`: class indices, or standardized numbers; `nil` where no target was asked for.
  public let targets: Buffer<Float>?

  /// Lines for stderr: one for every column with levels that the training data did not have.
  public let notes: [String]

  /// Inputs beyond this size (64 GiB) are refused.
  public static let maximumBytes = 64 << 30
}
