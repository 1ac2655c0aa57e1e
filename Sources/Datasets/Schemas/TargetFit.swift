/// Finds out what the target column of a training table asks for.
struct TargetFit {
  /// Distinct integers up to which a numeric target is taken for classes.
  static let maximumGuessedClasses = 20

  private let rows: TrainingRows
  private let slot: Int
  private let moments: ColumnMoments
  private let task: PredictionTask?

  private var typed: TypedTable { rows.table }
  private var column: TypedColumn { typed.columns[slot] }

  init(
    _ rows: TrainingRows, slot: Int, _ moments: ColumnMoments, _ options: SchemaOptions
  ) {
    self.rows = rows
    self.slot = slot
    self.moments = moments
    task = options.task
  }

  func target(_ notes: inout [String]) throws(DatasetError) -> Target {
    for row in 0..<typed.rowCount where typed.value(row: row, column: slot).isNaN {
      throw typed.table.missingTarget(row: row, position: column.position)
    }
    // A column of one value has nothing to learn from, whichever the task.
    guard moments.minima[slot] < moments.maxima[slot] else { throw constant() }
    switch column.kind {
    case .categorical:
      guard task != .regression else { throw textRegression() }
      let names = column.levels.sorted(by: ByteOrder.precedes)
        .map { String(decoding: $0, as: UTF8.self) }
      return Target(name: column.name, kind: .categorical, outcome: .classes(names))
    case .numeric: return try numericTarget(&notes)
    }
  }

  private func numericTarget(_ notes: inout [String]) throws(DatasetError) -> Target {
    let limit =
      switch task {
      case .classification: TypedTable.maximumLevels
      case nil: Self.maximumGuessedClasses
      case .regression: 0
      }
    let distinct = distinctNumbers(upTo: limit)
    if task == .classification, distinct == nil { throw tooManyClasses() }
    if let distinct, task == .classification || distinct.allSatisfy({ $0 == $0.rounded() }) {
      if task == nil {
        notes.append(
          "\(Quotation.escaped(typed.table.path, limit: .max)): target "
            + "\(Quotation.quoted(column.name)) has \(distinct.count) distinct integers and was "
            + "taken for classes; --task regression takes them for numbers")
      }
      let names = distinct.map { Array(ClassNames.name(of: $0).utf8) }
        .sorted(by: ByteOrder.precedes).map { String(decoding: $0, as: UTF8.self) }
      return Target(name: column.name, kind: .numeric, outcome: .classes(names))
    }
    let statistics = try moments.statistics(of: slot, in: rows, .standard)
    return Target(name: column.name, kind: .numeric, outcome: .number(statistics))
  }

  /// The distinct numbers of the whole table, ascending; `nil` where there are more than `limit`.
  private func distinctNumbers(upTo limit: Int) -> [Double]? {
    var distinct: [Double] = []
    for row in 0..<typed.rowCount {
      let value = typed.value(row: row, column: slot) + 0
      var lower = 0
      var upper = distinct.count
      while lower < upper {
        let middle = (lower + upper) / 2
        if distinct[middle] < value { lower = middle + 1 } else { upper = middle }
      }
      if lower < distinct.count, distinct[lower] == value { continue }
      guard distinct.count < limit else { return nil }
      distinct.insert(value, at: lower)
    }
    return distinct
  }

  private func constant() -> DatasetError {
    let row = rows[0]
    return typed.table.badCell(
      row: row, column: column.position,
      found: "the same value "
        + Quotation.quoted(typed.table.cell(row: row, column: column.position))
        + " in every training row of target \(Quotation.quoted(column.name))",
      expected: "expected at least two values", advice: "choose another --target")
  }

  private func textRegression() -> DatasetError {
    DatasetError(
      .badOption, path: typed.table.path,
      found: "text in target \(Quotation.quoted(column.name))",
      expected: "expected numbers for --task regression",
      advice: "say --task classification or choose another --target")
  }

  private func tooManyClasses() -> DatasetError {
    DatasetError(
      .badData, path: typed.table.path,
      found: "more than \(TypedTable.maximumLevels) classes in target "
        + Quotation.quoted(column.name),
      expected: "expected at most \(TypedTable.maximumLevels) for --task classification",
      advice: "say --task regression or choose another --target")
  }
}

extension Table {
  func missingTarget(row: Int, position: Int) -> DatasetError {
    let content = cell(row: row, column: position)
    let cell = content.isEmpty ? "an empty cell" : Quotation.quoted(content)
    return badCell(
      row: row, column: position,
      found: "\(cell) in target \(Quotation.quoted(columnNames[position]))",
      expected: "expected a value in every row", advice: "fill it in or remove the row")
  }
}
