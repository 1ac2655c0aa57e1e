import Datasets
import Learning

/// Which parameter of a network.
public struct ParameterPlace: Equatable, Sendable {
  /// Counted from 0, as in the names of tensors.
  public let layer: Int
  /// Row of the weight, counted from 0; nil: a bias.
  public let input: Int?
  /// Column of the weight, or place of the bias, counted from 0.
  public let output: Int
  /// Of the input, where it is one of the network's own.
  public let feature: String?

  /// - Parameter index: in network order.
  init(index: Int, in network: Network, _ schema: Schema) {
    var (layer, start) = (0, 0)
    let shapes = network.layerShapes
    while layer + 1 < shapes.count, index >= start + Self.count(shapes[layer]) {
      start += Self.count(shapes[layer])
      layer += 1
    }
    let (inputs, outputs) = shapes[layer]
    let (row, column) = ((index - start) / outputs, (index - start) % outputs)
    self.layer = layer
    input = row < inputs ? row : nil
    output = column
    // What skips the hidden layers comes after the units below.
    let first = layer == 0 ? 0 : network.widths[layer]
    let names = schema.features
    feature =
      row < inputs && row >= first && row - first < names.count ? names[row - first].name : nil
  }

  private static func count(_ shape: (inputs: Int, outputs: Int)) -> Int {
    (shape.inputs + 1) * shape.outputs
  }

  /// The tensor that holds it in files.
  public var tensor: String { "layers.\(layer)." + (input == nil ? "bias" : "weight") }

  /// Its place in the tensor.
  public var tensorIndex: [Int] { (input.map { [$0] } ?? []) + [output] }
}
