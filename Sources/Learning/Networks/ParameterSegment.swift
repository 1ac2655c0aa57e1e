internal import Arithmetic

/// A run of parameters that are updated alike: the weights, the weights of the skip connection, or the
/// biases, of one panel.
public struct ParameterSegment: BitwiseCopyable, Equatable, Sendable {
  public let layer: Int
  public let panel: Int
  public let role: Role

  /// Padded columns of the panel: the length of one row of the segment.
  public let rowWidth: Int

  /// Elements of a block: `Vector.scalarCount` rows.
  public var blockCount: Int { Vector.scalarCount * rowWidth }

  public enum Role: BitwiseCopyable, Sendable {
    case weights
    /// Of the last layer, on the network's inputs.
    case skipWeights
    case biases
  }

  public var isBias: Bool { role == .biases }

  /// Whether there is a transposed copy of it: of weights of all layers but the first, and not of
  /// those past the hidden layers.
  public var isTransposed: Bool { layer > 0 && role == .weights }

  private let lowerBound: Int
  private let upperBound: Int

  init(layer: Int, panel: Int, role: Role, rowWidth: Int, range: Range<Int>) {
    self.layer = layer
    self.panel = panel
    self.role = role
    self.rowWidth = rowWidth
    lowerBound = range.lowerBound
    upperBound = range.upperBound
  }

  public var range: Range<Int> { lowerBound..<upperBound }
}
