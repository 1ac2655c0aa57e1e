import Arithmetic

/// Losses of rows, and how they change with the logits.
enum LossPass {
  /// Replaces logits by residuals ∂loss/∂logit and writes each row's loss.
  ///
  /// - Parameters:
  ///   - logits: `[rows, outputs]`; padding columns become zero.
  ///   - targets: the class index, or the standardized value, of each row.
  ///   - losses: room for whole vectors of rows; what lies behind the last row is scratch.
  ///   - scratch: as long as `losses`.
  ///   - block: `Vector.padded(outputs)` vectors of working memory.
  static func residuals(
    _ loss: Loss, logits: RowMatrix, rows: Int, outputs: Int, targets: View<Float>,
    losses: View<Float>, scratch: View<Float>, block: View<Float>
  ) {
    switch loss {
    case .crossEntropy:
      SoftmaxCrossEntropy.residuals(
        logits: logits, rows: rows, outputs: outputs, targets: targets, losses: losses,
        shifted: scratch, block: block)
    case .articleSquared:
      ArticleSquaredError.residuals(
        logits: logits, rows: rows, outputs: outputs, targets: targets, losses: losses)
    case .logistic:
      singleOutput(LogisticLoss.self, logits, rows, targets, losses, scratch)
    case .squared:
      singleOutput(SquaredLoss.self, logits, rows, targets, losses, scratch)
    case .huber:
      singleOutput(HuberLoss.self, logits, rows, targets, losses, scratch)
    }
  }

  /// Losses of one output run along rows: the column is gathered into vectors of rows.
  @inline(__always)
  private static func singleOutput<Rule: SingleOutputLoss>(
    _ rule: Rule.Type, _ logits: RowMatrix, _ rows: Int, _ targets: View<Float>,
    _ losses: View<Float>, _ column: View<Float>
  ) {
    for row in 0..<rows {
      column[row] = logits.row(row)[0]
      losses[row] = targets[row]
    }
    for row in stride(from: 0, to: rows, by: Vector.scalarCount) {
      let (loss, residual) = Rule.loss(column.vector(at: row), target: losses.vector(at: row))
      losses.setVector(loss, at: row)
      column.setVector(residual, at: row)
    }
    for row in 0..<rows {
      logits.row(row).fill(0)
      logits.row(row)[0] = column[row]
    }
  }
}
