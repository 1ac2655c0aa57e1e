internal import CInstructionSet

/// Products of a row-major matrix and a matrix in panels.
///
/// Every output element is one chain of fused multiply-adds in ascending order of the summed
/// index; tiles only choose which chains advance together. `ReferenceProduct` is the same in
/// three plain loops.
public enum MatrixProduct {
  /// Where the chains of a product start.
  @frozen
  public enum Start: Sendable {
    /// From +0; the summed index runs over all rows of the panels.
    case zero
    /// From the last row of the panels, the bias; the summed index runs over the rows before it.
    case lastRow
  }

  /// How much of the summed index goes by between two looks at what else is to be done.
  static var depthOfPart: Int { 256 }

  /// How often `multiply` advances a prefetch.
  public static func prefetchCalls(rows: Int, depth: Int, shape: PanelShape) -> Int {
    let tiles = (rows + Int(LOCKSTEP_TILE_ROWS) - 1) / Int(LOCKSTEP_TILE_ROWS)
    return max(1, tiles * shape.panels * ((depth + depthOfPart - 1) / depthOfPart))
  }

  /// What happens to an element on its way from a register to memory.
  @frozen
  public enum End: Sendable {
    case asIs
    /// x for x > 0, NaN for NaN, +0 otherwise.
    case rectified
    /// x where the element at the same place of the matrix is above 0 or NaN, +0 otherwise: the
    /// way back through `rectified`.
    case whereRectified(RowMatrix)
  }

  /// `output = end(start + left · right)`.
  ///
  /// - Parameters:
  ///   - left: `[rows, depth]`, row-major.
  ///   - right: panels of `[depth, columns]`, one row more with `.lastRow`.
  ///   - prefetch: rows to ask for meanwhile.
  ///   - output: `[rows, columns]`; padding columns up to whole vectors are overwritten with what
  ///     the padding of `right` gives.
  /// - Complexity: rows · depth · padded columns multiply-adds; allocates nothing.
  public static func multiply(
    _ left: RowMatrix, by right: View<Float>, shape: PanelShape, from start: Start,
    end: End = .asIs, prefetch: RowPrefetch = .nothing, into output: RowMatrix
  ) {
    let hasBias = if case .lastRow = start { true } else { false }
    let depth = hasBias ? shape.rows - 1 : shape.rows
    precondition(right.count >= shape.count, "MatrixProduct: right operand too small")
    precondition(
      depth >= 0 && left.pitch >= depth && output.pitch >= shape.paddedColumns
        && output.rows >= left.rows, "MatrixProduct: shapes do not agree")
    let gate: RowMatrix?
    switch end {
    case .asIs, .rectified: gate = nil
    case .whereRectified(let source):
      precondition(
        source.rows >= left.rows && source.pitch >= shape.paddedColumns,
        "MatrixProduct: shapes do not agree")
      gate = source
    }
    let isRectified = if case .rectified = end { true } else { false }
    let rowsOfBlock = rowsOfBlock(rows: left.rows, pitch: left.pitch)
    let panels = shape.panels
    var firstRow = 0
    while firstRow < left.rows {
      var panel = 0
      while panel < panels {
        let width = shape.width(ofPanel: panel)
        let panelRight = right.base + shape.offset(ofPanel: panel)
        let firstColumn = panel &* PanelShape.panelWidth
        ProductPanel(
          rows: min(rowsOfBlock, left.rows &- firstRow), depth: depth,
          left: left.elements.base + firstRow &* left.pitch, leftPitch: left.pitch,
          right: panelRight, width: width, bias: hasBias ? panelRight + depth &* width : nil,
          isRectified: isRectified,
          gate: gate.map { $0.elements.base + firstRow &* $0.pitch + firstColumn },
          gatePitch: gate?.pitch ?? 0, prefetch: prefetch,
          output: output.elements.base + firstRow &* output.pitch + firstColumn,
          outputPitch: output.pitch
        ).computeAllRows(width: width)
        panel &+= 1
      }
      firstRow &+= rowsOfBlock
    }
  }

  /// Rows of the left operand that stay in the second cache while all panels pass by: whole tiles,
  /// blocks nearly equal.
  @inline(__always)
  private static func rowsOfBlock(rows: Int, pitch: Int) -> Int {
    let bytes = rows &* pitch &* MemoryLayout<Float>.stride
    guard bytes > bytesOfBlock else { return max(1, rows) }
    let blocks = (bytes + bytesOfBlock - 1) / bytesOfBlock
    let tile = Int(LOCKSTEP_TILE_ROWS)
    return ((rows + blocks - 1) / blocks + tile - 1) / tile * tile
  }

  /// Half of a second cache of 1 MiB, with room for a panel (benchmark `MatrixProduct`).
  private static var bytesOfBlock: Int { 448 << 10 }
}

/// One panel of a product, of a block of rows.
///
/// Words and no enums with contents: those are copied in other pieces than they were written in,
/// which a processor answers with a pause as long as a small tile.
private struct ProductPanel: TileJob {
  let rows: Int
  let depth: Int
  let left: UnsafeMutablePointer<Float>
  let leftPitch: Int
  let right: UnsafeMutablePointer<Float>
  let width: Int
  /// Where chains start; nil: from +0.
  let bias: UnsafeMutablePointer<Float>?
  let isRectified: Bool
  /// What decides which elements are kept; nil: all are.
  let gate: UnsafeMutablePointer<Float>?
  let gatePitch: Int
  let prefetch: RowPrefetch
  let output: UnsafeMutablePointer<Float>
  let outputPitch: Int

  var accumulatorsPerElement: Int { 1 }

  @inline(never)
  func compute<T: Tile>(_: T.Type, row: Int) {
    var sum: T
    if let bias { sum = T(at: bias, stride: 0) } else { sum = T() }
    var done = 0
    while done < depth {
      let part = min(MatrixProduct.depthOfPart, depth &- done)
      sum.accumulate(
        depth: part, left: left + row &* leftPitch + done, rowStride: leftPitch, depthStride: 1,
        right: right + done &* width, rightStride: width)
      prefetch.advance()
      done &+= part
    }
    if isRectified { sum = sum.whereAboveZero(sum) }
    if let gate { sum = sum.whereAboveZero(T(at: gate + row &* gatePitch, stride: gatePitch)) }
    sum.store(to: output + row &* outputPitch, stride: outputPitch)
  }
}
