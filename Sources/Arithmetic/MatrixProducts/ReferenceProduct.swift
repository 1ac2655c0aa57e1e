/// The products of this folder in plain loops over single numbers: slow, obvious, and equal to the
/// bit. What the tiles compute is defined here.
public enum ReferenceProduct {
  /// `output[r, c] = start + Σₖ left[r, k] · right[k, c]`, the sum a chain in ascending k.
  public static func multiply(
    _ left: RowMatrix, by right: View<Float>, shape: PanelShape, from start: MatrixProduct.Start,
    into output: RowMatrix
  ) {
    for row in 0..<left.rows {
      for column in 0..<shape.columns {
        var chain: Float = 0
        var depth = shape.rows
        if case .lastRow = start {
          depth -= 1
          chain = right[shape.offset(row: depth, column: column)]
        }
        for k in 0..<depth {
          chain = chain.addingProduct(
            left.row(row)[k], right[shape.offset(row: k, column: column)])
        }
        output.row(row)[column] = chain
      }
    }
  }

  /// `output[i, o]` = tree over shards of the chains `Σ inputs[r, i] · residuals[r, o]`.
  public static func fold(
    _ inputs: RowMatrix, _ residuals: RowMatrix, cut: ShardCut, shape: PanelShape,
    into output: View<Float>
  ) {
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        output[shape.offset(row: row, column: column)] = node(0..<cut.shards) { shard in
          var chain: Float = 0
          for r in cut.rows(ofShards: shard..<shard + 1) {
            chain = chain.addingProduct(inputs.row(r)[row], residuals.row(r)[column])
          }
          return chain
        }
      }
    }
  }

  private static func node(_ leaves: Range<Int>, leaf: (Int) -> Float) -> Float {
    guard leaves.count > 1 else { return leaf(leaves.lowerBound) }
    let middle = leaves.lowerBound + ReductionTree.leftLeaves(of: leaves.count)
    return node(leaves.lowerBound..<middle, leaf: leaf)
      + node(middle..<leaves.upperBound, leaf: leaf)
  }
}
