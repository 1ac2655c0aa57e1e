import Arithmetic

/// The squared error of softmax outputs as the seed article differentiates it.
enum ArticleSquaredError {
  /// Loss Σₖ(oₖ − tₖ)², a chain in ascending k; residual −((t − o)·o)·(1 − o).
  static func residuals(
    logits: RowMatrix, rows: Int, outputs: Int, targets: View<Float>, losses: View<Float>
  ) {
    for index in 0..<rows {
      let row = logits.row(index)
      _ = SoftmaxCrossEntropy.probabilities(logits: row, outputs: outputs)
      var loss: Float = 0
      for k in 0..<outputs {
        let output = row[k]
        let error: Float = (Float(k) == targets[index] ? 1 : 0) - output
        loss = loss.addingProduct(error, error)
        row[k] = -((error * output) * (1 - output))
      }
      losses[index] = loss
    }
  }
}
