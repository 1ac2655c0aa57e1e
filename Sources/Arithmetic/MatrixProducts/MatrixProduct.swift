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

  /// `output = start + left · right`.
  ///
  /// - Parameters:
  ///   - left: `[rows, depth]`, row-major.
  ///   - right: panels of `[depth, columns]`, one row more with `.lastRow`.
  ///   - output: `[rows, columns]`; padding columns up to whole vectors are overwritten with what
  ///     the padding of `right` gives.
  /// - Complexity: rows · depth · padded columns multiply-adds; allocates nothing.
  public static func multiply(
    _ left: RowMatrix, by right: View<Float>, shape: PanelShape, from start: Start,
    into output: RowMatrix
  ) {
    let depth: Int
    switch start {
    case .zero: depth = shape.rows
    case .lastRow: depth = shape.rows - 1
    }
    precondition(right.count >= shape.count, "MatrixProduct: right operand too small")
    precondition(
      depth >= 0 && left.pitch >= depth && output.pitch >= shape.paddedColumns
        && output.rows >= left.rows, "MatrixProduct: shapes do not agree")
    for panel in 0..<shape.panels {
      let width = shape.width(ofPanel: panel)
      ProductPanel(
        rows: left.rows, depth: depth, left: left.elements.base, leftPitch: left.pitch,
        right: right.base + shape.offset(ofPanel: panel), width: width, start: start,
        output: output.elements.base + panel * PanelShape.panelWidth, outputPitch: output.pitch
      ).computeAllRows(width: width)
    }
  }
}

/// One panel of a product.
private struct ProductPanel: TileJob {
  let rows: Int
  let depth: Int
  let left: UnsafeMutablePointer<Float>
  let leftPitch: Int
  let right: UnsafeMutablePointer<Float>
  let width: Int
  let start: MatrixProduct.Start
  let output: UnsafeMutablePointer<Float>
  let outputPitch: Int

  @inline(__always)
  func compute<let height: Int, let vectors: Int>(_: Tile<height, vectors>.Type, row: Int) {
    typealias T = Tile<height, vectors>
    var sum = T.zero
    if case .lastRow = start {
      sum = T.load(right + depth &* width, stride: 0)
    }
    T.accumulate(
      &sum, depth: depth, left: left + row &* leftPitch, rowStride: leftPitch, depthStride: 1,
      right: right, rightStride: width)
    T.store(sum, to: output + row &* outputPitch, stride: outputPitch)
  }
}
