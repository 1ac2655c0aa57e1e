import Arithmetic

/// Applies an activation, and dropout where there is any, to the logits of a minibatch's rows.
enum ActivationPass {
  /// `output = f(source) · mask`, and `source = f(source)` where the derivative is one of the
  /// output.
  ///
  /// - Parameters:
  ///   - source: `[rows, width]`, logits on entry; may be the same memory as `output` where the
  ///     derivative is one of the output and there is no mask.
  ///   - mask: 0 or the scale of dropout per element; nil without dropout.
  ///   - width: columns, a whole number of vectors.
  static func forward(
    _ activation: Activation, source: RowMatrix, mask: RowMatrix?, output: RowMatrix, rows: Int,
    width: Int
  ) {
    switch activation {
    case .relu: forward(ReluRule.self, activation, source, mask, output, rows, width)
    case .tanh: forward(TanhRule.self, activation, source, mask, output, rows, width)
    case .sigmoid: forward(SigmoidRule.self, activation, source, mask, output, rows, width)
    case .leakyRelu: forward(LeakyReluRule.self, activation, source, mask, output, rows, width)
    case .gelu: forward(GeluRule.self, activation, source, mask, output, rows, width)
    case .identity: forward(IdentityRule.self, activation, source, mask, output, rows, width)
    }
  }

  /// `residual = residual · mask · f′`, element by element.
  static func backward(
    _ activation: Activation, source: RowMatrix, mask: RowMatrix?, residual: RowMatrix, rows: Int,
    width: Int
  ) {
    switch activation {
    case .relu: backward(ReluRule.self, source, mask, residual, rows, width)
    case .tanh: backward(TanhRule.self, source, mask, residual, rows, width)
    case .sigmoid: backward(SigmoidRule.self, source, mask, residual, rows, width)
    case .leakyRelu: backward(LeakyReluRule.self, source, mask, residual, rows, width)
    case .gelu: backward(GeluRule.self, source, mask, residual, rows, width)
    case .identity: backward(IdentityRule.self, source, mask, residual, rows, width)
    }
  }

  @inline(__always)
  private static func forward<Rule: ActivationRule>(
    _ rule: Rule.Type, _ activation: Activation, _ source: RowMatrix, _ mask: RowMatrix?,
    _ output: RowMatrix, _ rows: Int, _ width: Int
  ) {
    let keepsOutput = !activation.differentiatesInput
    for index in 0..<rows {
      let from = source.row(index)
      let into = output.row(index)
      for column in stride(from: 0, to: width, by: Vector.scalarCount) {
        var y = Rule.value(from.vector(at: column))
        if let mask {
          if keepsOutput { from.setVector(y, at: column) }
          y *= mask.row(index).vector(at: column)
        }
        into.setVector(y, at: column)
      }
    }
  }

  @inline(__always)
  private static func backward<Rule: ActivationRule>(
    _ rule: Rule.Type, _ source: RowMatrix, _ mask: RowMatrix?, _ residual: RowMatrix,
    _ rows: Int, _ width: Int
  ) {
    for index in 0..<rows {
      let from = source.row(index)
      let into = residual.row(index)
      for column in stride(from: 0, to: width, by: Vector.scalarCount) {
        var g = into.vector(at: column)
        if let mask { g *= mask.row(index).vector(at: column) }
        into.setVector(Rule.backward(g, from: from.vector(at: column)), at: column)
      }
    }
  }
}
