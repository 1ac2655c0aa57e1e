/// How a matrix is stored so that a product streams through it: as panels of adjacent columns.
///
/// A panel holds up to `panelWidth` columns, all rows, row after row; a row of a panel is what one
/// step of a tile multiplies. The last panel is as many whole vectors wide as its columns need, and
/// its padding columns hold zeros:
///
///     columns  0 … 31            32 … 47  (41 columns, vectors of 16)
///     row 0    ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓  ▓▓▓▓▓▓▓▓
///     row 1    ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓  ▓▓▓▓▓▓▓▓
///              panel 0           panel 1
///
/// Parameters, gradients and optimizer states all live in this order: what is done element by
/// element does not care, and no weights are packed before a product.
@frozen
public struct PanelShape: Equatable, Sendable, BitwiseCopyable {
  public let rows: Int
  public let columns: Int

  /// Vectors side by side in a full panel; with the rows of a tile, as many accumulators as there
  /// are registers.
  @inlinable
  public static var panelVectors: Int { 2 }

  @inlinable
  public static var panelWidth: Int { panelVectors * Vector.scalarCount }

  @inlinable
  public init(rows: Int, columns: Int) {
    // So that nothing computed from the shape can overflow.
    precondition(
      rows >= 0 && columns >= 0 && rows < 1 << 31 && columns < 1 << 31, "PanelShape: impossible")
    self.rows = rows
    self.columns = columns
  }

  /// Columns with padding.
  @inlinable
  public var paddedColumns: Int { Vector.padded(columns) }

  /// Elements with padding.
  @inlinable
  public var count: Int { rows &* paddedColumns }

  @inlinable
  public var panels: Int { (paddedColumns &+ Self.panelWidth &- 1) / Self.panelWidth }

  /// Where panel `index` begins.
  @inlinable
  public func offset(ofPanel index: Int) -> Int { index &* Self.panelWidth &* rows }

  /// The padded columns of panel `index`.
  @inlinable
  public func width(ofPanel index: Int) -> Int {
    min(Self.panelWidth, paddedColumns &- index &* Self.panelWidth)
  }

  /// Where an element lies.
  @inlinable
  public func offset(row: Int, column: Int) -> Int {
    let panel = column / Self.panelWidth
    return offset(ofPanel: panel) + row * width(ofPanel: panel) + column
      - panel * Self.panelWidth
  }
}
