public import Arithmetic

/// Where a layer's parameters lie.
///
/// The bias is the weight of an input that is always 1 and is stored as the last row of each panel:
/// one product gives both gradients, and a chain finds its start where it ends.
public struct LayerShape: BitwiseCopyable, Equatable, Sendable {
  public let inputs: Int
  public let outputs: Int

  /// The inputs that are the network's own, past the hidden layers: the last ones; mostly none.
  public let skipInputs: Int

  /// Panels `[inputs + 1, outputs]`, at `offset` among the parameters.
  public let panels: PanelShape
  public let offset: Int

  /// Panels `[outputs, inputs − skipInputs]` of the transposed weights, at `transposedOffset`; residuals of the
  /// layer below are a product with them. The first layer has none below and keeps none.
  public let transposed: PanelShape
  public let transposedOffset: Int

  public var parameters: Range<Int> { offset..<offset + panels.count }
  public var transposedParameters: Range<Int> {
    transposedOffset..<transposedOffset + transposed.count
  }
}
