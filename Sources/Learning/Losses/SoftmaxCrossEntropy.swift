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
  ///
  /// - Parameter block: `Vector.padded(outputs)` vectors.
  static func residuals(
    logits: RowMatrix, rows: Int, outputs: Int, targets: View<Float>, losses: View<Float>,
    shifted: View<Float>, block: View<Float>
  ) {
    for start in stride(from: 0, to: rows, by: Vector.scalarCount) {
      let count = min(Vector.scalarCount, rows - start)
      if count >= fewestRowsOfBlock {
        blockProbabilities(
          logits: logits, rows: start..<start + count, outputs: outputs, targets: targets,
          normalizers: losses, shifted: shifted, block: block)
      } else {
        for index in start..<start + count {
          let row = logits.row(index)
          let targetLogit = row[Int(targets[index])]
          let (normalizer, largest) = probabilities(logits: row, outputs: outputs)
          losses[index] = normalizer
          shifted[index] = targetLogit - largest
        }
      }
      for index in start..<start + count { logits.row(index)[Int(targets[index])] -= 1 }
      losses.setVector(
        ElementFunction.log(losses.vector(at: start)) - shifted.vector(at: start), at: start)
    }
  }

  /// Fewer rows are faster one by one (benchmark `Softmax`).
  private static let fewestRowsOfBlock = 3

  /// `probabilities` of as many rows as a vector has lanes, side by side in its lanes: what is a
  /// chain over outputs then advances all rows at once.
  private static func blockProbabilities(
    logits: RowMatrix, rows: Range<Int>, outputs: Int, targets: View<Float>,
    normalizers: View<Float>, shifted: View<Float>, block: View<Float>
  ) {
    let lanes = Vector.scalarCount
    let padded = Vector.padded(outputs)
    let source = logits.rows(rows).elements
    for column in stride(from: 0, to: padded, by: lanes) {
      BlockTransposition.copy(
        source[column..<source.count], sourceStride: logits.pitch, rows: rows.count,
        into: block[column * lanes..<block.count], targetStride: lanes,
        columns: min(lanes, outputs - column))
    }
    var largest = block.vector(at: 0)
    for k in 1..<max(1, outputs) {
      let logit = block.vector(at: k * lanes)
      largest = largest.replacing(with: logit, where: logit .> largest)
    }
    var normalizer = Vector()
    for k in 0..<outputs {
      let weight = ElementFunction.exp(block.vector(at: k * lanes) - largest)
      block.setVector(weight, at: k * lanes)
      normalizer += weight
    }
    for k in 0..<outputs {
      block.setVector(block.vector(at: k * lanes) / normalizer, at: k * lanes)
    }
    normalizers.setVector(normalizer, at: rows.lowerBound)
    shifted.setVector(largest, at: rows.lowerBound)
    for index in rows {
      shifted[index] = logits.row(index)[Int(targets[index])] - shifted[index]
    }
    for column in stride(from: 0, to: padded, by: lanes) {
      BlockTransposition.copy(
        block[column * lanes..<block.count], sourceStride: lanes,
        rows: min(lanes, outputs - column),
        into: source[column..<source.count], targetStride: logits.pitch, columns: rows.count)
    }
  }
}
