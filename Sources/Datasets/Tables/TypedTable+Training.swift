import Arithmetic

extension TypedTable {
  /// Reads a training table: finds the kinds of its columns by the cells, and the cells' values.
  ///
  /// A column is numeric if at least 99 % of its non-missing cells are numbers (`Decimal`), or if
  /// the options say so, and categorical otherwise. Missing are empty cells, and in numeric columns
  /// also `NA`, `N/A`, `null` and `nan`, in any case.
  ///
  /// - Throws: `badOption` for options that do not fit the table; `badData` for fewer than two
  ///   rows, text or infinities in numeric columns, more than `maximumLevels` levels, and columns
  ///   without any cell.
  public init(_ table: Table, _ options: SchemaOptions) throws(DatasetError) {
    try table.checkHasRows()
    let roles = try ColumnRoles(table, options)
    guard table.rowCount >= 2 else {
      throw DatasetError(
        .badData, path: table.path, found: "one row of data",
        expected: "expected at least two rows to learn from", advice: "add rows")
    }
    let kept = table.columnNames.indices.filter { !roles.isIgnored[$0] }
    let reader = try CellReader(table, positions: kept)

    var kinds = kept.map { roles.kinds[$0] ?? .numeric }
    let tallies = reader.readNumbers(kinds.map { $0 == .numeric })
    for slot in kept.indices where kinds[slot] == .numeric {
      let isGiven = roles.kinds[kept[slot]] != nil
      if !isGiven, !tallies[slot].isNumeric { kinds[slot] = .categorical }
      if tallies[slot].numbers + tallies[slot].texts == 0 {
        throw Self.allMissing(table, kept[slot], isTarget: kept[slot] == roles.target)
      }
    }
    try reader.checkNumeric(tallies, kinds) { slot in
      let override = Quotation.argument("\(table.columnNames[kept[slot]])=categorical")
      return ("expected a number", "correct the cell, or say --column-type \(override)")
    }
    let levels = try reader.readLevels(kinds.map { $0 == .categorical }) {
      (slot, row) throws(DatasetError) in
      throw Self.tooManyLevels(
        table, row, kept[slot], isTarget: kept[slot] == roles.target)
    }
    for slot in kept.indices where kinds[slot] == .categorical && levels[slot].isEmpty {
      throw Self.allMissing(table, kept[slot], isTarget: kept[slot] == roles.target)
    }

    self.table = table
    self.options = options
    cells = reader.cells
    columns = kept.indices.map { slot in
      TypedColumn(
        name: table.columnNames[kept[slot]], position: kept[slot], kind: kinds[slot],
        levels: levels[slot])
    }
  }

  static func allMissing(_ table: Table, _ position: Int, isTarget: Bool) -> DatasetError {
    let name = table.columnNames[position]
    return DatasetError(
      .badData, path: table.path, found: "no cell in column \(Quotation.quoted(name))",
      expected: "expected at least one that is not missing",
      advice: isTarget
        ? "choose another --target" : "leave it out with --ignore \(Quotation.argument(name))")
  }

  private static func tooManyLevels(
    _ table: Table, _ row: Int, _ position: Int, isTarget: Bool
  ) -> DatasetError {
    let name = table.columnNames[position]
    return table.badCell(
      row: row, column: position,
      found: "more than \(maximumLevels) levels in column \(Quotation.quoted(name))",
      expected: "expected a category with at most \(maximumLevels) levels, or numbers",
      advice: isTarget
        ? "choose another --target" : "leave it out with --ignore \(Quotation.argument(name))")
  }
}
