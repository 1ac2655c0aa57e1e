/// A table of text cells in memory: names, rows, and the bytes that they lie in.
///
/// Nothing is known yet about what the cells mean; `TypedTable` and `Schema` find that out.
public struct Table: Sendable {
  /// The file, or the name that stands for it in errors.
  public let path: String

  /// The header's cells without the spaces around them; `column1`, `column2`, … for columns
  /// without a name.
  public let columnNames: [String]

  /// Whether the first record is a header.
  public let hasHeader: Bool

  /// How `hasHeader` was asked for.
  public let headerRule: HeaderRule

  let text: DelimitedText

  /// Rows of data: blank lines and the header do not count.
  public var rowCount: Int { text.records.count - (hasHeader ? 1 : 0) }

  /// Text beyond this size (16 GiB) is refused unless a caller says otherwise: a small compressed
  /// file can hold more than any memory.
  public static let maximumBytes = 1 << 34

  /// Reads a CSV file, gzip-compressed or not.
  ///
  /// - Parameter onBytes: gets the file's bytes, for who wants their digest.
  /// - Throws: `inputMissing`, `readFailure`, or `badData` with the place of what is broken.
  public static func read(
    path: String, header: HeaderRule = .auto, maximumBytes: Int = maximumBytes,
    onBytes: ([UInt8]) -> Void = { _ in }
  ) throws(DatasetError) -> Table {
    let bytes = try FileBytes.read(path: path, limit: maximumBytes)
    onBytes(bytes)
    return try Table(bytes: bytes, path: path, header: header, maximumBytes: maximumBytes)
  }

  /// Makes a table of the bytes of a CSV file, gzip-compressed or not.
  ///
  /// - Parameter path: stands for the bytes in errors.
  public init(
    bytes: [UInt8], path: String, header: HeaderRule = .auto, maximumBytes: Int = maximumBytes
  ) throws(DatasetError) {
    let plain =
      Gzip.isCompressed(bytes)
      ? try Gzip.decompressed(bytes, path: path, limit: maximumBytes) : bytes
    try self.init(DelimitedText(plain, path: path), header: header)
  }

  init(_ text: DelimitedText, header: HeaderRule) throws(DatasetError) {
    let hasHeader =
      switch header {
      case .yes: true
      case .no: false
      case .auto: HeaderGuess.isHeader(in: text)
      }
    try self.init(text, header: header, hasHeader: hasHeader)
  }

  init(_ text: DelimitedText, header: HeaderRule, hasHeader: Bool) throws(DatasetError) {
    path = text.path
    self.text = text
    self.hasHeader = hasHeader
    headerRule = header
    let cells = hasHeader ? Self.names(inFirstRecordOf: text) : []
    columnNames = (0..<text.columns).map { column in
      hasHeader && !cells[column].isEmpty ? cells[column] : "column\(column + 1)"
    }
    if let (first, second) = NameIndex(columnNames).firstDuplicate {
      throw DatasetError(
        .badData, path: path,
        at: text.place(of: text.cells(ofRecord: 0)[second], inRecord: 0),
        found: "column name \(Quotation.quoted(columnNames[second])) again",
        expected: "expected names that differ (it names column \(first + 1) already)",
        advice: "rename one of the two, or say --header no if this is a row of data")
    }
  }

  /// The cells of the first record without the spaces around them.
  static func names(inFirstRecordOf text: DelimitedText) -> [String] {
    text.cells(ofRecord: 0).map { cell in
      let content = text.content(of: cell)
      let isSpace: (UInt8) -> Bool = { $0 == .space || $0 == .tab }
      guard let lower = content.firstIndex(where: { !isSpace($0) }),
        let upper = content.lastIndex(where: { !isSpace($0) })
      else { return "" }
      return String(decoding: content[lower...upper], as: UTF8.self)
    }
  }
}

extension Table {
  /// The record that holds `row`.
  func record(ofRow row: Int) -> Int { hasHeader ? row + 1 : row }

  /// The content of a cell, unquoted; for messages, not for loops over a table.
  public func cell(row: Int, column: Int) -> String {
    text.string(of: text.cells(ofRecord: record(ofRow: row))[column])
  }

  func place(row: Int, column: Int) -> TextPlace {
    let record = record(ofRow: row)
    return text.place(of: text.cells(ofRecord: record)[column], inRecord: record)
  }

  /// An error about one cell.
  func badCell(
    row: Int, column: Int, found: String, expected: String, advice: String
  ) -> DatasetError {
    DatasetError(
      .badData, path: path, at: place(row: row, column: column), found: found,
      expected: expected, advice: advice)
  }

  /// Throws where there is nothing below the header.
  func checkHasRows() throws(DatasetError) {
    guard rowCount == 0 else { return }
    throw DatasetError(
      .badData, path: path,
      at: TextPlace(of: text.records[0], from: text.records[0], in: text.bytes),
      found: "a header and no rows", expected: "expected rows of data below it",
      advice: "add rows, or say --header no if this is a row of data")
  }
}
