/// Which column of a training table is the target, which are left out, and whose kind is given.
struct ColumnRoles {
  let target: Int

  /// For every column of the file, whether it is left out.
  let isIgnored: [Bool]

  /// For every column of the file, its kind where the user gave it.
  let kinds: [ColumnKind?]

  /// - Throws: `badOption` for names that the table does not have or roles that contradict each
  ///   other, `badData` where no column is left to learn from.
  init(_ table: Table, _ options: SchemaOptions) throws(DatasetError) {
    let index = NameIndex(table.columnNames)
    func position(of name: String, option: String) throws(DatasetError) -> Int {
      if let position = index[name] { return position }
      throw Self.unknown(name, option: option, in: table)
    }

    var isIgnored = [Bool](repeating: false, count: table.columnNames.count)
    for name in options.ignoredColumns {
      isIgnored[try position(of: name, option: "--ignore")] = true
    }
    var kinds = [ColumnKind?](repeating: nil, count: table.columnNames.count)
    for override in options.columnKinds {
      let column = try position(of: override.name, option: "--column-type")
      if let other = kinds[column], other != override.kind {
        throw DatasetError(
          .badOption, path: table.path,
          found: "column \(Quotation.quoted(override.name)) as \(other) and as \(override.kind)",
          expected: "expected one kind for a column", advice: "give --column-type once for it")
      }
      kinds[column] = override.kind
    }
    if let name = options.target {
      target = try position(of: name, option: "--target")
      if isIgnored[target] {
        throw DatasetError(
          .badOption, path: table.path,
          found: "target \(Quotation.quoted(name)) among the ignored columns",
          expected: "expected a target that is read", advice: "leave out one of the two options")
      }
    } else {
      target = isIgnored.lastIndex(of: false) ?? 0
    }
    self.isIgnored = isIgnored
    self.kinds = kinds
    guard isIgnored.count(where: { !$0 }) >= 2 else { throw Self.nothingLeft(table) }
  }

  private static func unknown(_ name: String, option: String, in table: Table) -> DatasetError {
    let nearest = NearestName.to(name, among: table.columnNames) ?? ""
    return DatasetError(
      .badOption, path: table.path,
      found: "no column \(Quotation.quoted(name)) for \(option)",
      expected: "expected the name of one of its \(table.columnNames.count) columns",
      advice: table.hasHeader
        ? "did you mean \(Quotation.quoted(nearest))?"
        : "without a header they are column1, column2, …: did you mean "
          + "\(Quotation.quoted(nearest))?")
  }

  private static func nothingLeft(_ table: Table) -> DatasetError {
    guard table.columnNames.count > 1 else {
      return DatasetError(
        .badData, path: table.path, found: "a table of one column",
        expected: "expected a target and a column to predict it from",
        advice: "separate the cells by commas, semicolons or tabs")
    }
    return DatasetError(
      .badOption, path: table.path, found: "all columns but the target ignored",
      expected: "expected a column to predict it from", advice: "use --ignore for fewer columns")
  }
}
