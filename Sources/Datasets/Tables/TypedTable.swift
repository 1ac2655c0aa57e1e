import Arithmetic

/// A table whose cells have become numbers: what fitting and encoding work on.
///
/// `Schema.fit` and `Schema.encode` make one of a `Table` by themselves. Make it once where the
/// same table is fitted or encoded again and again, as in cross-validation.
public struct TypedTable: Sendable {
  public let table: Table

  /// The options that a training table was read with; `nil` for a table read for a schema, which
  /// never leaves this module.
  let options: SchemaOptions?

  /// The columns that are kept: features and, unless it was left out, the target.
  let columns: [TypedColumn]

  /// `[rows, columns]`, row-major: a number, or the code of a level (−1: none of `levels`); NaN
  /// where the cell is missing.
  let cells: Buffer<Double>

  public var rowCount: Int { table.rowCount }

  /// What a training table may have at most of one column's levels.
  public static let maximumLevels = 10_000

  /// The cell of `row` in the kept column `column`.
  func value(row: Int, column: Int) -> Double {
    cells.view[row * columns.count + column]
  }
}
