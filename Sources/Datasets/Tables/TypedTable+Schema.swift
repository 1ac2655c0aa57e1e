extension TypedTable {
  /// Reads a table as a schema made of other rows says.
  ///
  /// Columns are matched as `ColumnMatch` says; others are skipped. Levels that the schema does not
  /// know get the code −1.
  ///
  /// - Throws: `badData` for absent columns, and text or infinities in numeric columns.
  init(_ source: Table, _ schema: Schema, _ use: TargetUse) throws(DatasetError) {
    let match = try ColumnMatch(source, schema, use)
    let reader = try CellReader(match.table, positions: match.pairs.map(\.table))
    let columns = match.pairs.map { pair in
      let column = schema.columns[pair.schema]
      let kind: ColumnKind
      var levels: [String] = []
      switch column.role {
      case .numeric: kind = .numeric
      case .categorical(let categories):
        kind = .categorical
        levels = categories.levels
      case .target, .ignored:
        kind = schema.target.kind
        if kind == .categorical { levels = schema.target.classes }
      }
      return TypedColumn(
        name: column.name, position: pair.table, kind: kind,
        levels: levels.map { Array($0.utf8) })
    }
    let tallies = reader.readNumbers(columns.map { $0.kind == .numeric })
    try reader.checkNumeric(tallies, columns.map(\.kind)) { slot in
      guard schema.columns[match.pairs[slot].schema].role == .target, !schema.target.classes.isEmpty
      else { return ("expected a number", "correct the cell or leave it empty") }
      return (schema.target.expectedClasses, TargetEncoder.classAdvice)
    }
    reader.readLevels(
      known: columns.map { $0.kind == .categorical ? LevelCodes($0.levels) : nil })
    table = match.table
    options = nil
    cells = reader.cells
    self.columns = columns
  }
}
