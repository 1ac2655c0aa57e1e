extension Schema {
  /// What to tell about a column with levels that the training data did not have.
  func note(_ encoder: ColumnEncoder, _ typed: TypedTable) -> String? {
    guard let row = encoder.firstUnseenRow else { return nil }
    let column = typed.columns[encoder.slot]
    let place = typed.table.place(row: row, column: column.position)
    let cell = Quotation.quoted(typed.table.cell(row: row, column: column.position))
    return "\(Quotation.escaped(typed.table.path, limit: .max)): column "
      + "\(Quotation.quoted(column.name)): \(encoder.unseen) "
      + "\(encoder.unseen == 1 ? "cell has a level" : "cells have levels") that the training data "
      + "did not have (first \(cell) in line \(place.line)); they set no feature"
  }

  func tooLarge(_ table: Table, rows: Int, pitch: Int, maximumBytes: Int) -> DatasetError {
    var most: (name: String, levels: Int)?
    for column in columns {
      guard case .categorical(let categories) = column.role else { continue }
      if categories.levels.count > most?.levels ?? 0 {
        most = (column.name, categories.levels.count)
      }
    }
    let advice =
      most.map { column in
        "leave out the column with most levels (\(column.levels)): --ignore "
          + Quotation.argument(column.name)
      } ?? "use fewer rows or leave out columns with --ignore"
    return DatasetError(
      .badData, path: table.path, found: "\(rows) rows of \(pitch) features",
      expected: "expected at most \(maximumBytes) bytes when encoded", advice: advice)
  }
}
