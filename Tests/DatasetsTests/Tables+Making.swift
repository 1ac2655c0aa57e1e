import Arithmetic
import Datasets

extension Table {
  /// A table of literal text, called `t.csv` in errors.
  static func of(_ text: String, header: HeaderRule = .auto) throws(DatasetError) -> Table {
    try Table(bytes: Array(text.utf8), path: "t.csv", header: header)
  }

  /// All cells of a column.
  func cells(ofColumn column: Int) -> [String] {
    (0..<rowCount).map { cell(row: $0, column: column) }
  }

  var rows: [[String]] {
    (0..<rowCount).map { row in
      columnNames.indices.map { cell(row: row, column: $0) }
    }
  }
}

extension Schema {
  /// The role of a column of the training file.
  func role(_ name: String) -> ColumnRole? {
    columns.first { $0.name == name }?.role
  }

  func statistics(_ name: String) -> NumericStatistics? {
    guard case .numeric(let statistics) = role(name) else { return nil }
    return statistics
  }

  func levels(_ name: String) -> [String]? {
    guard case .categorical(let categories) = role(name) else { return nil }
    return categories.levels
  }
}

extension EncodedRows {
  // A view does not keep its buffer alive, and the rows may be a temporary value in a test.

  /// All inputs, padding included.
  var inputValues: [Float] {
    withExtendedLifetime(inputs) { inputs.view.array() }
  }

  /// The features of a row, its padding left out.
  func input(_ row: Int) -> [Float] {
    Array(inputValues[row * pitch..<row * pitch + features])
  }

  var targetValues: [Float]? {
    targets.map { targets in withExtendedLifetime(targets) { targets.view.array() } }
  }
}
