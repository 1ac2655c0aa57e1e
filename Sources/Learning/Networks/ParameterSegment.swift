/// A run of parameters that are updated alike: the weights, or the biases, of one panel.
public struct ParameterSegment: BitwiseCopyable, Equatable, Sendable {
  public let layer: Int
  public let panel: Int
  public let isBias: Bool

  /// Padded columns of the panel: the length of one row of the segment.
  public let rowWidth: Int

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
