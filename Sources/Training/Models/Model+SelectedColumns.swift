import Arithmetic
import Datasets
import Learning

extension Model {
  /// Names of the raw columns with a weight left, in the order of the training file; in a network
  /// whose first layer is all zero, none.
  public var selectedColumns: [String] {
    let shape = parameters.layout.layers[0]
    let weights = parameters.weights(ofLayer: 0)
    var isSelected = [Bool](repeating: false, count: schema.columns.count)
    for (input, feature) in schema.features.enumerated() {
      let row = weights[input * shape.outputs..<(input + 1) * shape.outputs]
      if row.contains(where: { $0 != 0 }) { isSelected[feature.column] = true }
    }
    return zip(schema.columns, isSelected).filter(\.1).map(\.0.name)
  }
}
