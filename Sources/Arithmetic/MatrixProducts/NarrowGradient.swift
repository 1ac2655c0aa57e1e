/// The gradient of a panel with few columns, computed as its transpose.
///
/// Vectors run along the inputs and not along the columns, which would leave most lanes to padding: 5
/// columns of 101 rows are 5 · 7 vectors and not 101. Every element is the same chain and the same
/// tree. The rows are then transposed into the panel, two vectors of inputs at a time.
struct NarrowGradient {
  let inputs: RowMatrix
  let residuals: RowMatrix
  /// Of the panel, among the residuals' columns.
  let firstColumn: Int
  /// At most a vector's lanes.
  let columns: Int
  let blocks: ShardBlocks
  /// Rows of the panel: inputs with the bias.
  let rows: Int
  /// The panel, a vector wide.
  let output: View<Float>
  let working: View<Float>

  /// Whether the vectors saved are more than what transposing costs (benchmark `GradientProduct`).
  ///
  /// - Parameters:
  ///   - columns, rows: of the panel.
  ///   - depth: rows of the subtree; the choice may depend on it, and so on the workers, since both
  ///     ways give the same bits.
  @inline(__always)
  static func isFaster(columns: Int, rows: Int, depth: Int) -> Bool {
    guard columns < Vector.scalarCount else { return false }
    let vectors = (rows &+ Vector.scalarCount &- 1) / Vector.scalarCount
    // Multiply-adds saved against what transposing costs in them. The constant is the best of 120, 200
    // and 300 for 100-37-3 on two workers; they differ by 2 to 4 %, which is hardly more than noise.
    return (rows &- columns &* vectors) &* depth > 120 &* (vectors &+ 1)
  }

  /// - Parameter tilesCount: elements of `working` for sums of shards.
  @inline(never)
  func fold(tilesCount: Int) {
    let lanes = Vector.scalarCount
    let sumCount = columns &* PanelShape.panelWidth
    let sum = working[0..<sumCount]
    let tiles = working.base + sumCount
    var first = 0
    while first < rows {
      let width = min(PanelShape.panelWidth, Vector.padded(rows &- first))
      var block = 0
      while block < blocks.count {
        let range = blocks.rows(ofBlock: block)
        GradientPanel(
          rows: columns,
          left: residuals.elements.base + range.lowerBound &* residuals.pitch + firstColumn,
          leftPitch: residuals.pitch,
          right: inputs.elements.base + range.lowerBound &* inputs.pitch + first,
          rightPitch: inputs.pitch,
          cut: ShardCut(rows: range.count, rowsPerShard: blocks.cut.rowsPerShard),
          output: sum.base, width: width, stack: tiles, blockStack: tiles + tilesCount,
          waitingBlocks: blocks.waiting(beforeBlock: block),
          completedBlocks: blocks.completed(byBlock: block)
        ).computeAllRows(width: width)
        block &+= 1
      }
      var column = 0
      while column < width {
        let place = (first &+ column) &* lanes
        BlockTransposition.copy(
          sum[column..<sumCount], sourceStride: width, rows: columns,
          into: output[place..<output.count], targetStride: lanes,
          columns: min(lanes, rows &- first &- column))
        column &+= lanes
      }
      first &+= width
    }
  }
}
