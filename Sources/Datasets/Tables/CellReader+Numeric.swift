extension CellReader {
  /// Throws for the first cell of the file that has no place in its numeric column.
  ///
  /// - Parameter remedy: what was expected of text in a column, by its place among the kept ones,
  ///   and what to try.
  func checkNumeric(
    _ tallies: [ColumnTally], _ kinds: [ColumnKind],
    remedy: (Int) -> (expected: String, advice: String)
  ) throws(DatasetError) {
    var first: (row: Int, slot: Int)?
    for slot in tallies.indices where kinds[slot] == .numeric {
      for row in [tallies[slot].firstText, tallies[slot].firstInfinity] {
        guard let row else { continue }
        if first.map({ (row, positions[slot]) < ($0.row, positions[$0.slot]) }) ?? true {
          first = (row, slot)
        }
      }
    }
    guard let (row, slot) = first else { return }
    let position = positions[slot]
    let column = table.columnNames[position]
    let cell = Quotation.quoted(table.cell(row: row, column: position))
    guard row == tallies[slot].firstText else {
      throw table.badCell(
        row: row, column: position,
        found: "\(cell) in numeric column \(Quotation.quoted(column))",
        expected: "expected a finite number", advice: "correct the cell or leave it empty")
    }
    let (expected, advice) = remedy(slot)
    throw table.badCell(
      row: row, column: position,
      found: "\(cell) in numeric column \(Quotation.quoted(column))",
      expected: expected, advice: advice)
  }
}
