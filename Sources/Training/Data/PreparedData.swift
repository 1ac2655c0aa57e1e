public import Datasets

/// Tables made ready for training: the schema of the training rows, and all rows in numbers.
public struct PreparedData: Sendable {
  /// Where validation rows come from.
  public enum Validation: Sendable {
    case none
    case table(Table)
    /// A fraction of the training rows, above 0 and below 1, drawn by the seed.
    case fraction(Double)
    /// Some of the training rows.
    case rows([Int])
  }

  public let schema: Schema
  public let training: TrainingData
  public let validation: TrainingData?
  public let test: TrainingData?
  /// What a person should know: how the target was understood, levels never seen in training.
  public let notes: [String]

  /// Fits the schema on the training rows and encodes every table with it.
  ///
  /// - Throws: `DatasetError`, one line with file, line and column.
  public init(
    _ table: Table, options: SchemaOptions = SchemaOptions(), validation: Validation = .none,
    test: Table? = nil, seed: UInt64 = 0
  ) throws(DatasetError) {
    try self.init(
      TypedTable(table, options), validation: validation, test: test, seed: seed)
  }

  /// The same for a table that has been read already.
  public init(
    _ typed: TypedTable, validation: Validation = .none, test: Table? = nil, seed: UInt64 = 0
  ) throws(DatasetError) {
    var trainingRows: [Int]?
    var heldOut: [Int]?
    switch validation {
    case .fraction(let fraction) where typed.rowCount > 1:
      let split = HeldOutRows.split(rows: typed.rowCount, fraction: fraction, seed: seed)
      trainingRows = split.training
      heldOut = split.heldOut
    case .rows(let rows):
      var isHeldOut = [Bool](repeating: false, count: typed.rowCount)
      for row in rows { isHeldOut[row] = true }
      trainingRows = (0..<typed.rowCount).filter { !isHeldOut[$0] }
      heldOut = rows
    case .none, .table, .fraction: break
    }
    let fit = try Schema.fit(typed, rows: trainingRows)
    let schema = fit.schema
    let pitch = TrainingData.pitch(features: schema.features.count)
    var notes = fit.notes
    func data(_ rows: EncodedRows) -> TrainingData {
      notes += rows.notes
      return TrainingData(rows)
    }
    training = data(
      try schema.encode(typed, rows: trainingRows, pitch: pitch, target: .required))
    if let heldOut {
      self.validation = data(
        try schema.encode(typed, rows: heldOut, pitch: pitch, target: .required))
    } else if case .table(let other) = validation {
      self.validation = data(try schema.encode(other, pitch: pitch, target: .required))
    } else {
      self.validation = nil
    }
    if let test {
      self.test = data(try schema.encode(test, pitch: pitch, target: .required))
    } else {
      self.test = nil
    }
    self.schema = schema
    self.notes = notes
  }
}

extension Schema {
  /// The rows of a table as this schema's network reads them.
  ///
  /// - Returns: the rows, and lines that a person should see.
  public func data(
    of table: Table, target: TargetUse
  ) throws(DatasetError) -> (data: TrainingData, notes: [String]) {
    let rows = try encode(
      table, pitch: TrainingData.pitch(features: features.count), target: target)
    return (TrainingData(rows), rows.notes)
  }
}
