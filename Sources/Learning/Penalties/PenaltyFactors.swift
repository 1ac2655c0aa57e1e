/// How much of the penalty's strength each layer and each input column has; 1 where nothing is said.
public struct PenaltyFactors: Equatable, Sendable {
  /// One factor per layer, or none at all: 1 for every layer. A hierarchical penalty, whose rows go with
  /// those of the first layer, has the first layer's.
  public let layers: [Double]
  /// One factor per input of the network, or none at all. They multiply those of the layer, in the
  /// first layer and in the skip connection. 0: never penalized.
  public let inputs: [Double]

  public init(layers: [Double] = [], inputs: [Double] = []) {
    self.layers = layers
    self.inputs = inputs
  }

  public static let uniform = PenaltyFactors()

  /// The factor of the weights from `input`, an input of `layer`.
  ///
  /// - Parameter shape: of the layer.
  public func factor(layer: Int, input: Int, shape: LayerShape) -> Double {
    let ofLayer = layers.isEmpty ? 1 : layers[layer]
    let own = layer == 0 ? input : input - (shape.inputs - shape.skipInputs)
    return inputs.isEmpty || own < 0 ? ofLayer : ofLayer * inputs[own]
  }
}
