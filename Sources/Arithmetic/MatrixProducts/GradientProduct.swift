/// Gradients of a layer's weights and biases, folded along the reduction tree.
///
/// Within a shard every element is one chain over the shard's rows in ascending order from +0;
/// between shards the chains are added along `ReductionTree` (rules 3 and 4). The fold happens
/// while a tile is in registers and its finished subtrees in the first cache, so a hundred shards
/// need no more memory than one.
public enum GradientProduct {
  /// The deepest tree that fits the stack of finished subtrees: 2¹⁶ shards.
  public static let deepestTree = 16

  /// Elements that a caller provides as `stack`.
  public static var stackCount: Int { (deepestTree + 1) * 12 * PanelShape.panelWidth }

  /// `output = tree over shards of (inputsᵀ · residuals)`.
  ///
  /// - Parameters:
  ///   - inputs: `[rows, inputs + 1]`, row-major; the last column is 1 and makes the bias's row.
  ///   - residuals: `[rows, outputs]`, ∂loss/∂logit, zeros in the padding columns.
  ///   - cut: the shards of these rows; all leaves of one subtree.
  ///   - shape: panels of `[inputs + 1, outputs]`.
  ///   - output: overwritten.
  ///   - stack: `stackCount` elements of working memory.
  /// - Complexity: rows · (inputs + 1) · padded outputs multiply-adds and, per shard, about one
  ///   addition per element; allocates nothing.
  public static func fold(
    _ inputs: RowMatrix, _ residuals: RowMatrix, cut: ShardCut, shape: PanelShape,
    into output: View<Float>, stack: View<Float>
  ) {
    precondition(
      inputs.rows >= cut.rows && residuals.rows >= cut.rows && inputs.pitch >= shape.rows
        && residuals.pitch >= shape.paddedColumns, "GradientProduct: shapes do not agree")
    precondition(
      output.count >= shape.count && stack.count >= stackCount
        && cut.shards <= 1 << deepestTree, "GradientProduct: memory too small")
    for panel in 0..<shape.panels {
      let width = shape.width(ofPanel: panel)
      GradientPanel(
        rows: shape.rows, inputs: inputs.elements.base, inputPitch: inputs.pitch,
        residuals: residuals.elements.base + panel * PanelShape.panelWidth,
        residualPitch: residuals.pitch, cut: cut, shards: cut.shards,
        output: output.base + shape.offset(ofPanel: panel), width: width, stack: stack.base
      ).computeAllRows(width: width)
    }
  }
}

/// The gradient of one panel of weights.
private struct GradientPanel: TileJob {
  let rows: Int
  let inputs: UnsafeMutablePointer<Float>
  let inputPitch: Int
  let residuals: UnsafeMutablePointer<Float>
  let residualPitch: Int
  let cut: ShardCut
  let shards: Int
  let output: UnsafeMutablePointer<Float>
  let width: Int
  let stack: UnsafeMutablePointer<Float>

  @inline(__always)
  func compute<let height: Int, let vectors: Int>(_: Tile<height, vectors>.Type, row: Int) {
    typealias T = Tile<height, vectors>
    let stackStride = width
    let level = height &* width
    for shard in 0..<shards {
      let first = shard &* cut.rowsPerShard
      var sum = T.zero
      T.accumulate(
        &sum, depth: min(cut.rowsPerShard, cut.rows &- first),
        left: inputs + first &* inputPitch + row, rowStride: 1, depthStride: inputPitch,
        right: residuals + first &* residualPitch, rightStride: residualPitch)
      // Subtrees wait on the stack, the largest lowest, one for each bit set in `shard`. A shard
      // completes those that its trailing ones count; the last shard completes all.
      var waiting = shard.nonzeroBitCount
      let isLast = shard &+ 1 == shards
      var completed = isLast ? waiting : (~shard).trailingZeroBitCount
      while completed > 0 {
        waiting &-= 1
        completed &-= 1
        T.add(left: T.load(stack + waiting &* level, stride: stackStride), to: &sum)
      }
      if isLast {
        T.store(sum, to: output + row &* width, stride: width)
      } else {
        T.store(sum, to: stack + waiting &* level, stride: stackStride)
      }
    }
  }
}
