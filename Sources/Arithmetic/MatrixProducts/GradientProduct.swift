internal import CInstructionSet

/// Gradients of a layer's weights and biases, folded along the reduction tree.
///
/// Within a shard every element is one chain over the shard's rows in ascending order from +0;
/// between shards the chains are added along `ReductionTree` (rules 3 and 4). The fold happens
/// while a tile is in registers and its finished subtrees in the first cache, so a hundred shards
/// need no more memory than one (see `GradientPanel`).
///
/// Many shards are taken in blocks whose residuals, one panel wide, stay in the first cache; the
/// sums of blocks wait in memory as those of shards do, the first in the output itself.
public enum GradientProduct {
  /// The deepest tree that fits the stack of finished subtrees: 2¹⁶ shards.
  public static let deepestTree = 16

  /// Rows of a block: their residuals, a panel wide, and inputs, a tile wide, fit the first cache.
  static let rowsOfBlock = 128

  /// Elements of working memory for up to `rows` rows and panels of up to `panelRows` rows.
  public static func workingCount(rows: Int, panelRows: Int) -> Int {
    // A block of whole shards has at least half of `rowsOfBlock` rows. Before the last block one
    // sum waits for each bit of its index, the first of them in the output.
    let blocks = rows <= rowsOfBlock ? 1 : (rows + rowsOfBlock / 2 - 1) / (rowsOfBlock / 2)
    let levels = blocks <= 2 ? 0 : Int.bitWidth - 1 - (blocks - 1).leadingZeroBitCount
    return packedCount + tilesCount + levels * panelRows * PanelShape.panelWidth
  }

  private static var packedCount: Int { rowsOfBlock * PanelShape.panelWidth }
  private static var tilesCount: Int {
    (deepestTree + 1) * Int(LOCKSTEP_TILE_ROWS) * PanelShape.panelWidth
  }

  /// `output = tree over shards of (inputsᵀ · residuals)`.
  ///
  /// - Parameters:
  ///   - inputs: `[rows, inputs + 1]`, row-major; the last column is 1 and makes the bias's row.
  ///   - residuals: `[rows, outputs]`, ∂loss/∂logit, zeros in the padding columns.
  ///   - cut: the shards of these rows; all leaves of one subtree.
  ///   - shape: panels of `[inputs + 1, outputs]`.
  ///   - output: overwritten.
  ///   - working: `workingCount` elements that hold nothing before or after.
  /// - Complexity: rows · (inputs + 1) · padded outputs multiply-adds and, per shard, about half
  ///   an addition per element; allocates nothing.
  public static func fold(
    _ inputs: RowMatrix, _ residuals: RowMatrix, cut: ShardCut, shape: PanelShape,
    into output: View<Float>, working: View<Float>
  ) {
    precondition(
      inputs.rows >= cut.rows && residuals.rows >= cut.rows && inputs.pitch >= shape.rows
        && residuals.pitch >= shape.paddedColumns, "GradientProduct: shapes do not agree")
    precondition(
      output.count >= shape.count
        && working.count >= workingCount(rows: cut.rows, panelRows: shape.rows)
        && cut.shards <= 1 << deepestTree, "GradientProduct: memory too small")
    let blocks = ShardBlocks(cut, mostRows: rowsOfBlock)
    let panels = shape.panels
    var panel = 0
    while panel < panels {
      let firstColumn = panel &* PanelShape.panelWidth
      let columns = min(shape.columns &- firstColumn, PanelShape.panelWidth)
      if NarrowGradient.isFaster(columns: columns, rows: shape.rows, depth: cut.rows)
        && inputs.pitch >= Vector.padded(shape.rows)
      {
        NarrowGradient(
          inputs: inputs, residuals: residuals, firstColumn: firstColumn, columns: columns,
          blocks: blocks, rows: shape.rows,
          output: output[shape.offset(ofPanel: panel)..<output.count], working: working
        ).fold(tilesCount: tilesCount)
      } else {
        foldPanel(panel, inputs, residuals, blocks, shape, output, working)
      }
      panel &+= 1
    }
  }

  @inline(__always)
  private static func foldPanel(
    _ panel: Int, _ inputs: RowMatrix, _ residuals: RowMatrix, _ blocks: ShardBlocks,
    _ shape: PanelShape, _ output: View<Float>, _ working: View<Float>
  ) {
    let width = shape.width(ofPanel: panel)
    let firstColumn = panel &* PanelShape.panelWidth
    // Rows of many panels lie far apart, and the panel's share of them in few sets of the cache.
    let packs =
      residuals.pitch >= 4 &* PanelShape.panelWidth && blocks.cut.rowsPerShard <= rowsOfBlock
    let packed = RowMatrix(
      working[0..<packedCount], rows: rowsOfBlock, pitch: PanelShape.panelWidth)
    let tiles = working.base + packedCount
    var block = 0
    while block < blocks.count {
      let rows = blocks.rows(ofBlock: block)
      if packs { pack(residuals.rows(rows), columns: firstColumn..<firstColumn + width, packed) }
      GradientPanel(
        rows: shape.rows, left: inputs.elements.base + rows.lowerBound &* inputs.pitch,
        leftPitch: inputs.pitch,
        right: packs
          ? packed.elements.base
          : residuals.elements.base + rows.lowerBound &* residuals.pitch + firstColumn,
        rightPitch: packs ? packed.pitch : residuals.pitch,
        cut: ShardCut(rows: rows.count, rowsPerShard: blocks.cut.rowsPerShard),
        output: output.base + shape.offset(ofPanel: panel), width: width, stack: tiles,
        blockStack: tiles + tilesCount, waitingBlocks: blocks.waiting(beforeBlock: block),
        completedBlocks: blocks.completed(byBlock: block)
      ).computeAllRows(width: width)
      block &+= 1
    }
  }

  /// Copies some columns, whole vectors, of all rows of `source` to the first ones of `target`.
  private static func pack(_ source: RowMatrix, columns: Range<Int>, _ target: RowMatrix) {
    for row in 0..<source.rows {
      let (from, into) = (source.row(row), target.row(row))
      for column in stride(from: 0, to: columns.count, by: Vector.scalarCount) {
        into.setVector(from.vector(at: columns.lowerBound + column), at: column)
      }
    }
  }
}
