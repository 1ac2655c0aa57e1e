internal import Arithmetic

/// A run of parameters that are updated alike: the weights, or the biases, of one panel.
public struct ParameterSegment: BitwiseCopyable, Equatable, Sendable {
  public let layer: Int
  public let panel: Int
  public let isBias: Bool

  /// Padded columns of the panel: the length of one row of the segment.
  public let rowWidth: Int

  /// Elements of a block: `Vector.scalarCount` rows.
  public var blockCount: Int { Vector.scalarCount * rowWidth }

  /// Whether there is a transposed copy of it: of weights of all layers but the first.
  public var isTransposed: Bool { layer > 0 && !isBias }

  private let lowerBound: Int
  private let upperBound: Int

  init(layer: Int, panel: Int, isBias: Bool, rowWidth: Int, range: Range<Int>) {
    self.layer = layer
    self.panel = panel
    self.isBias = isBias
    self.rowWidth = rowWidth
    lowerBound = range.lowerBound
    upperBound = range.upperBound
  }

  public var range: Range<Int> { lowerBound..<upperBound }
}
