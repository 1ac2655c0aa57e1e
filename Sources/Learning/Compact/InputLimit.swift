import Arithmetic

/// How large inputs may be so that no hidden unit of a network can overflow.
enum InputLimit {
  /// The largest power of two X, at least 1, such that inputs with |x| ≤ X make no chain of a hidden
  /// layer infinite or NaN; nil if there is none.
  ///
  /// A chain of n fused multiply-adds from the bias b is, with u = 2⁻²⁴, at every link at most
  /// (1 + u)ⁿ·(|b| + A·Σ|w| + n·2⁻¹⁴⁹), A the largest magnitude that enters the layer, and
  /// (1 + u)ⁿ ≤ 1⁄(1 − n·u) (Higham 2002, lemma 3.1). Every activation is at most 1.001·max(1, |z|).
  /// Twice n and the slack to the largest number cover that this is computed in binary64.
  static func find(_ parameters: Parameters) -> Float? {
    let layers = (0..<parameters.layout.layers.count - 1).map { sums(parameters, layer: $0) }
    var limit: Float = 0x1p127
    while limit >= 1 {
      var largest = Double(limit)
      var fits = true
      for layer in layers {
        let sum = layer.growth * (layer.bias + largest * layer.weights + 0x1p-100)
        // False for a NaN as well.
        fits = fits && sum <= 0x1p126
        largest = 1.001 * max(1, sum)
      }
      if fits { return limit }
      limit *= 0.5
    }
    return nil
  }

  /// The largest |b| and Σ|w| of a unit, and 1⁄(1 − 2·n·u), of a layer; what is not finite stays so.
  private static func sums(
    _ parameters: Parameters, layer: Int
  ) -> (bias: Double, weights: Double, growth: Double) {
    let shape = parameters.layout.layers[layer]
    let values = parameters.values[shape.parameters]
    let loss = Double(shape.inputs) * 0x1p-23
    guard loss <= 0.5 else { return (.infinity, .infinity, .infinity) }
    let sums = Buffer<Double>(repeating: 0, count: shape.panels.paddedColumns)
    var (bias, weights) = (0.0, 0.0)
    for panel in 0..<shape.panels.panels {
      let width = shape.panels.width(ofPanel: panel)
      let (start, first) = (shape.panels.offset(ofPanel: panel), panel * PanelShape.panelWidth)
      for row in 0..<shape.inputs {
        for column in 0..<width {
          sums.view[first + column] += Double(values[start + row * width + column].magnitude)
        }
      }
      for column in 0..<width {
        let (sum, own) = (
          sums.view[first + column], Double(values[start + shape.inputs * width + column].magnitude)
        )
        guard sum.isFinite && own.isFinite else { return (.infinity, .infinity, .infinity) }
        (bias, weights) = (max(bias, own), max(weights, sum))
      }
    }
    return (bias, weights, 1 / (1 - loss))
  }
}
