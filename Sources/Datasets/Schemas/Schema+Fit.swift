extension Schema {
  /// Makes a schema of a training table.
  ///
  /// - Parameter rows: the training rows, in the order in which their statistics are summed; `nil`:
  ///   all. Kinds, task and classes come from the whole table, so that they do not depend on which
  ///   rows are held out; statistics and levels come from these rows alone.
  /// - Throws: what `TypedTable` throws; `badData` for a target with missing cells, of one value or
  ///   of the wrong kind, and for columns without any cell in these rows; `badOption` for a task
  ///   that the target does not allow.
  public static func fit(
    _ table: Table, _ options: SchemaOptions = SchemaOptions(), rows: [Int]? = nil
  ) throws(DatasetError) -> SchemaFit {
    try fit(TypedTable(table, options), rows: rows)
  }

  /// Makes a schema of a training table that has been read already.
  public static func fit(
    _ typed: TypedTable, rows: [Int]? = nil
  ) throws(DatasetError) -> SchemaFit {
    let options = typed.options ?? SchemaOptions()
    let roles = try ColumnRoles(typed.table, options)
    let training = TrainingRows(table: typed, rows: rows)
    guard training.count >= 2 else {
      throw DatasetError(
        .badData, path: typed.table.path, found: "\(training.count) rows to train on",
        expected: "expected at least two",
        advice: "hold out fewer rows")
    }
    let moments = ColumnMoments(training)
    var notes: [String] = []
    var columns = zip(typed.table.columnNames, roles.isIgnored).map { name, _ in
      SchemaColumn(name: name, role: .ignored)
    }
    var target: Target?
    for (slot, column) in typed.columns.enumerated() {
      if column.position == roles.target {
        target = try TargetFit(training, slot: slot, moments, options).target(&notes)
        columns[column.position] = SchemaColumn(name: column.name, role: .target)
        continue
      }
      guard moments.counts[slot] > 0 else {
        throw TypedTable.allMissing(typed.table, column.position, isTarget: false)
      }
      let role: ColumnRole
      switch column.kind {
      case .numeric:
        role = .numeric(try moments.statistics(of: slot, in: training, options.scaling))
      case .categorical:
        if roles.kinds[column.position] == nil, let note = decimalCommas(column) {
          notes.append("\(Quotation.escaped(typed.table.path, limit: .max)): \(note)")
        }
        role = .categorical(levels(of: slot, in: training))
      }
      columns[column.position] = SchemaColumn(name: column.name, role: role)
    }
    // A training table keeps its target, and no other typed table leaves this module.
    guard let target else { preconditionFailure("Schema: a typed table without its target") }
    let schema = Schema(hasHeader: typed.table.hasHeader, columns: columns, target: target)
    return SchemaFit(schema: schema, notes: notes)
  }

  /// The levels of a categorical column that occur in the training rows.
  private static func levels(of slot: Int, in rows: TrainingRows) -> CategoryLevels {
    let levels = rows.table.columns[slot].levels
    var occurs = [Bool](repeating: false, count: levels.count)
    var hasMissing = false
    for index in 0..<rows.count {
      let code = rows.table.value(row: rows[index], column: slot)
      if code.isNaN { hasMissing = true } else { occurs[Int(code)] = true }
    }
    let occurring = zip(levels, occurs).filter(\.1).map(\.0).sorted(by: ByteOrder.precedes)
    return CategoryLevels(
      levels: occurring.map { String(decoding: $0, as: UTF8.self) }, hasMissing: hasMissing)
  }

  /// A note where a column was taken for text although it holds numbers like `1,5`.
  private static func decimalCommas(_ column: TypedColumn) -> String? {
    let haveCommas = column.levels.allSatisfy { level in
      guard level.count(where: { $0 == .comma }) == 1 else { return false }
      let pointed = level.map { $0 == .comma ? UInt8(ascii: ".") : $0 }
      guard case .number = Decimal.parse(pointed.span, 0, pointed.count) else { return false }
      return true
    }
    guard haveCommas else { return nil }
    return "column \(Quotation.quoted(column.name)) holds decimal commas and was taken for text; "
      + "write numbers with a point"
  }
}
