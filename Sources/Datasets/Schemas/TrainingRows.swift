/// The rows of a typed table that statistics are taken from.
struct TrainingRows {
  let table: TypedTable

  /// Row numbers in the order of sums; `nil`: all rows.
  let rows: [Int]?

  var count: Int { rows?.count ?? table.rowCount }

  @inline(__always)
  subscript(index: Int) -> Int { rows?[index] ?? index }
}
