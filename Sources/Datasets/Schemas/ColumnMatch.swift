/// Where a table has the columns that a schema asks for.
struct ColumnMatch {
  /// The table, its first record taken as header or row as the schema tells.
  let table: Table

  /// For each column of the schema that is needed, its place in the schema and in the table.
  let pairs: [(schema: Int, table: Int)]

  /// Matches by name in any order; by position where the training file had no header.
  ///
  /// - Throws: `badData` that names a column that is absent.
  init(_ source: Table, _ schema: Schema, _ use: TargetUse) throws(DatasetError) {
    let table = try Self.table(source, readFor: schema)
    self.table = table
    try table.checkHasRows()
    let needed = schema.columns.indices.filter { place in
      let role = schema.columns[place].role
      return role.isFeature || (role == .target && use == .required)
    }
    let index = NameIndex(table.columnNames)
    let isNamed = needed.allSatisfy { index[schema.columns[$0].name] != nil }
    let isWithoutTarget =
      table.columnNames.count == schema.columns.count - 1 && use == .ignored
    if !schema.hasHeader, isWithoutTarget || !isNamed {
      let target = schema.columns.firstIndex { $0.role == .target } ?? schema.columns.count
      let isComplete = table.columnNames.count >= schema.columns.count
      guard isWithoutTarget || isComplete else { throw Self.tooNarrow(table, schema) }
      pairs = needed.map { place in
        (schema: place, table: isWithoutTarget && place > target ? place - 1 : place)
      }
      return
    }
    var pairs: [(schema: Int, table: Int)] = []
    for place in needed {
      guard let position = index[schema.columns[place].name] else {
        throw Self.absent(schema.columns[place], in: table, schema)
      }
      pairs.append((schema: place, table: position))
    }
    self.pairs = pairs
  }

  /// With `--header auto` the names of the training file decide where they can: a first row with
  /// all of them is a header, and if there were none before, nothing else is.
  private static func table(_ table: Table, readFor schema: Schema) throws(DatasetError) -> Table {
    guard table.headerRule == .auto else { return table }
    let present = NameIndex(Table.names(inFirstRecordOf: table.text))
    let names = schema.columns.filter(\.role.isFeature).map(\.name)
    let hasHeader =
      schema.hasHeader && table.hasHeader || names.allSatisfy { present[$0] != nil }
    guard hasHeader != table.hasHeader else { return table }
    return try Table(table.text, header: .auto, hasHeader: hasHeader)
  }

  private static func absent(
    _ column: SchemaColumn, in table: Table, _ schema: Schema
  ) -> DatasetError {
    let what = column.role == .target ? "target column" : "column"
    let name = Quotation.quoted(column.name)
    guard table.hasHeader else {
      return DatasetError(
        .badData, path: table.path, found: "no header line, and so no \(what) \(name)",
        expected: "expected the column names of the training data",
        advice: "add a header line, or say --header yes if there is one")
    }
    let nearest = NearestName.to(column.name, among: table.columnNames) ?? ""
    return DatasetError(
      .badData, path: table.path, found: "no \(what) \(name)",
      expected: "expected the columns of the training data",
      advice: "add it, or rename it if it is \(Quotation.quoted(nearest)) here")
  }

  private static func tooNarrow(_ table: Table, _ schema: Schema) -> DatasetError {
    DatasetError(
      .badData, path: table.path, found: "\(table.columnNames.count) columns",
      expected: "expected \(schema.columns.count) as in the training data, which had no header",
      advice: "add the missing columns")
  }
}
