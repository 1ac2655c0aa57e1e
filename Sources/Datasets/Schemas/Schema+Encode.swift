import Arithmetic

extension Schema {
  /// Encodes rows of a table with the columns of the training data, in any order.
  ///
  /// Numbers are transformed in binary64 and rounded once to binary32 (rule 10). A missing number
  /// counts as the training mean; a level that training did not have sets no feature.
  ///
  /// - Parameters:
  ///   - rows: which rows, in which order; `nil`: all.
  ///   - pitch: elements from row to row, at least the number of features; `nil`: that number.
  ///   - target: whether targets are encoded too.
  ///   - maximumBytes: inputs beyond this size are refused.
  /// - Throws: `badData` for absent columns, text or infinities in numeric columns, missing or
  ///   unknown targets, numbers beyond binary32, and inputs that are too large.
  public func encode(
    _ table: Table, rows: [Int]? = nil, pitch: Int? = nil, target: TargetUse,
    maximumBytes: Int = EncodedRows.maximumBytes
  ) throws(DatasetError) -> EncodedRows {
    try encode(
      TypedTable(table, self, target), rows: rows, pitch: pitch, target: target,
      maximumBytes: maximumBytes)
  }

  /// Encodes rows of the table that the schema was fitted on, or of one read with the same options.
  public func encode(
    _ typed: TypedTable, rows: [Int]? = nil, pitch: Int? = nil, target: TargetUse,
    maximumBytes: Int = EncodedRows.maximumBytes
  ) throws(DatasetError) -> EncodedRows {
    let count = rows?.count ?? typed.rowCount
    let pitch = pitch ?? features.count
    precondition(pitch >= features.count, "Schema: a pitch below the number of features")
    let (elements, overflows) = count.multipliedReportingOverflow(by: pitch)
    guard !overflows, elements <= maximumBytes / MemoryLayout<Float>.stride else {
      throw tooLarge(typed.table, rows: count, pitch: pitch, maximumBytes: maximumBytes)
    }

    var encoders = try columnEncoders(typed)
    let inputs = Buffer<Float>(repeating: 0, count: elements)
    for index in 0..<count {
      let row = rows?[index] ?? index
      for place in encoders.indices {
        let cell = typed.value(row: row, column: encoders[place].slot)
        guard encoders[place].encode(cell, row: row, into: inputs.view, at: index * pitch) else {
          throw typed.tooLarge(row: row, slot: encoders[place].slot)
        }
      }
    }
    return EncodedRows(
      rows: count, features: features.count, pitch: pitch, inputs: inputs,
      targets: target == .required ? try encodedTargets(typed, rows: rows) : nil,
      notes: encoders.compactMap { note($0, typed) })
  }

  private func encodedTargets(
    _ typed: TypedTable, rows: [Int]?
  ) throws(DatasetError) -> Buffer<Float> {
    let slot = try slot(
      of: target.name, target.kind, NameIndex(typed.columns.map(\.name)), typed)
    let encoder = TargetEncoder(typed, slot: slot, target)
    let count = rows?.count ?? typed.rowCount
    let targets = Buffer<Float>(repeating: 0, count: count)
    for index in 0..<count {
      targets.view[index] = try encoder.encode(row: rows?[index] ?? index)
    }
    return targets
  }

  private func columnEncoders(_ typed: TypedTable) throws(DatasetError) -> [ColumnEncoder] {
    let index = NameIndex(typed.columns.map(\.name))
    var encoders: [ColumnEncoder] = []
    var feature = 0
    for column in columns {
      switch column.role {
      case .target, .ignored: continue
      case .numeric(let statistics):
        let slot = try slot(of: column.name, .numeric, index, typed)
        encoders.append(
          ColumnEncoder(slot: slot, firstFeature: feature, form: .numeric(statistics)))
        feature += statistics.hasMissing ? 2 : 1
      case .categorical(let categories):
        let slot = try slot(of: column.name, .categorical, index, typed)
        let known = LevelCodes(categories.levels.map { Array($0.utf8) })
        let places = typed.columns[slot].levels.map { known.code(of: $0) ?? -1 }
        let missing = categories.hasMissing ? categories.levels.count : nil
        encoders.append(
          ColumnEncoder(
            slot: slot, firstFeature: feature,
            form: .categorical(features: places, missing: missing)))
        feature += categories.levels.count + (categories.hasMissing ? 1 : 0)
      }
    }
    return encoders
  }

  /// Where a typed table keeps a column of this schema.
  private func slot(
    of name: String, _ kind: ColumnKind, _ index: NameIndex, _ typed: TypedTable
  ) throws(DatasetError) -> Int {
    guard let slot = index[name], typed.columns[slot].kind == kind else {
      throw DatasetError(
        .badData, path: typed.table.path, found: "no \(kind) column \(Quotation.quoted(name))",
        expected: "expected the columns of the training data", advice: "read it with its options")
    }
    return slot
  }
}
