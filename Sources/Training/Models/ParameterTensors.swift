import Interchange
import Learning

/// Parameters, or an optimizer's array of their shape, as tensors of a file: `layers.0.weight` `[inputs, outputs]`,
/// `layers.0.bias` `[outputs]`, `layers.1.weight`, ….
enum ParameterTensors {
  /// - Parameters:
  ///   - values: in network order.
  ///   - prefix: of the names.
  static func tensors(
    of values: [Float], _ network: Network, prefix: String = ""
  ) -> [SafetensorsTensor] {
    var tensors: [SafetensorsTensor] = []
    var start = 0
    for (layer, (inputs, outputs)) in network.layerShapes.enumerated() {
      for (name, shape) in [("weight", [inputs, outputs]), ("bias", [outputs])] {
        let count = shape.reduce(1, *)
        tensors.append(
          SafetensorsTensor(
            name: "\(prefix)layers.\(layer).\(name)", shape: shape,
            elements: values[start..<start + count]))
        start += count
      }
    }
    return tensors
  }

  /// The values in network order.
  ///
  /// - Parameter network: whose shapes the tensors must have; nil: as many layers as there are, of any shapes.
  static func values(
    of network: Network? = nil, in file: SafetensorsFile, prefix: String = ""
  ) throws(SafetensorsError) -> [Float] {
    let shapes = network?.layerShapes
    let names = Set(file.tensors.map(\.name))
    var values: [Float] = []
    var layer = 0
    repeat {
      for name in ["weight", "bias"] {
        let tensor = try file.tensor("\(prefix)layers.\(layer).\(name)")
        if let shape = shapes?[layer] {
          let expected = name == "bias" ? [shape.outputs] : [shape.inputs, shape.outputs]
          values += try file.elements(tensor.name, shape: expected)
        } else {
          values += try tensor.elements(as: Float.self)
        }
      }
      layer += 1
    } while shapes.map { layer < $0.count } ?? names.contains("\(prefix)layers.\(layer).weight")
    return values
  }

  /// Nil if there are none of that prefix.
  static func optionalValues(
    in file: SafetensorsFile, prefix: String
  ) throws(SafetensorsError) -> [Float]? {
    let isThere = file.tensors.contains { $0.name == "\(prefix)layers.0.weight" }
    return isThere ? try values(in: file, prefix: prefix) : nil
  }
}
