import Arithmetic

/// Softmax over the outputs of a row, and the cross-entropy of its target class.
///
/// With m the largest logit and s = Σ exp(zₖ − m), a chain in ascending k: probabilities
/// exp(zₖ − m) / s and loss log(s) − (zₜ − m).
enum SoftmaxCrossEntropy {
  /// Replaces each row of logits by probabilities.
  ///
  /// - Returns: through `row`, for each row, its normalizer s and largest logit m.
  @inline(__always)
  static func probabilities(
    logits: View<Float>, outputs: Int
  ) -> (normalizer: Float, largest: Float) {
    var largest = logits[0]
    for k in 1..<max(1, outputs) where logits[k] > largest { largest = logits[k] }
    let padded = Vector.padded(outputs)
    for column in stride(from: 0, to: padded, by: Vector.scalarCount) {
      logits.setVector(
        ElementFunction.exp(logits.vector(at: column) - largest), at: column)
    }
    var normalizer: Float = 0
    for k in 0..<outputs { normalizer += logits[k] }
    for column in stride(from: 0, to: padded, by: Vector.scalarCount) {
      logits.setVector(logits.vector(at: column) / normalizer, at: column)
    }
    for k in outputs..<padded { logits[k] = 0 }
    return (normalizer, largest)
  }

  /// Residual pₖ − [k = t], and each row's loss; see `LossPass.residuals`.
  static func residuals(
    logits: RowMatrix, rows: Int, outputs: Int, targets: View<Float>, losses: View<Float>,
    shifted: View<Float>
  ) {
    for index in 0..<rows {
      let row = logits.row(index)
      let target = Int(targets[index])
      let targetLogit = row[target]
      let (normalizer, largest) = probabilities(logits: row, outputs: outputs)
      row[target] -= 1
      losses[index] = normalizer
      shifted[index] = targetLogit - largest
    }
    for index in stride(from: 0, to: rows, by: Vector.scalarCount) {
      losses.setVector(
        ElementFunction.log(losses.vector(at: index)) - shifted.vector(at: index), at: index)
    }
  }
}
