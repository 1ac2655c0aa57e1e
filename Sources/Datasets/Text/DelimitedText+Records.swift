extension DelimitedText {
  /// Finds the records of a table and checks that they have the same number of cells.
  ///
  /// - Throws: `badData` for text that is not UTF-8, quotes that do not end or are followed by
  ///   text, records too short or too long, and nothing at all.
  init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    try TextCheck.check(bytes, path: path)
    let start = bytes.starts(with: ByteOrderMark.utf8) ? ByteOrderMark.utf8.count : 0
    let separator = Separator.detected(in: bytes.span, from: start)
    var records: [Int] = []
    var columns = 0
    var offset = start
    while let record = Self.nextRecord(from: offset, in: bytes.span) {
      let (cells, end) = try Self.scan(
        recordAt: record, expected: columns, in: bytes, path: path, separator: separator)
      if records.isEmpty { columns = cells }
      records.append(record)
      offset = end
    }
    guard !records.isEmpty else {
      throw DatasetError(
        .badData, path: path,
        found: start == bytes.count ? "an empty file" : "nothing but blank lines",
        expected: "expected a table with a line for every row",
        advice: "check that this is the right file")
    }
    self.init(path: path, bytes: bytes, separator: separator, records: records, columns: columns)
  }

  /// The start of the next line that is not blank.
  private static func nextRecord(from start: Int, in bytes: Span<UInt8>) -> Int? {
    var line = start
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == .lineFeed || byte == .carriageReturn {
        line = offset
      } else if byte != .space {
        return line
      }
    }
    return nil
  }

  /// Counts the cells of one record; returns the count and the offset of what follows.
  ///
  /// - Parameter expected: cells that the first record has; 0 while that one is scanned.
  private static func scan(
    recordAt start: Int, expected: Int, in array: [UInt8], path: String, separator: UInt8
  ) throws(DatasetError) -> (cells: Int, end: Int) {
    let bytes = array.span
    var cells = 0
    var offset = start
    while true {
      let cell = Self.cell(at: offset, in: bytes, separator: separator)
      if cell.end > bytes.count { throw unterminated(offset, in: array, path: path) }
      cells += 1
      if cells > (expected > 0 ? expected : maximumColumns) {
        throw tooLong(
          at: offset, from: start, cells: cells, expected: expected, in: array, path: path,
          separator: separator)
      }
      let byte = cell.end < bytes.count ? bytes[cell.end] : .lineFeed
      if byte == separator {
        offset = cell.end + 1
        continue
      }
      guard byte == .lineFeed || byte == .carriageReturn else {
        throw DatasetError(
          .badData, path: path, at: TextPlace(of: cell.end, from: start, in: array),
          found: "text after a closing quote", expected: "expected a separator or a line end",
          advice: "write a quote inside quotes twice")
      }
      guard cells >= expected else {
        throw tooShort(at: cell.end, from: start, cells: cells, expected, in: array, path: path)
      }
      // The second half of CR LF is left over as a blank line.
      return (cells, cell.end + 1)
    }
  }

  private static func unterminated(_ offset: Int, in bytes: [UInt8], path: String) -> DatasetError {
    DatasetError(
      .badData, path: path, at: TextPlace(of: offset, in: bytes),
      found: "a quote that does not end", expected: "expected a closing quote",
      advice: "close it, or write a quote inside quotes twice")
  }

  private static func tooShort(
    at offset: Int, from start: Int, cells: Int, _ expected: Int, in bytes: [UInt8], path: String
  ) -> DatasetError {
    DatasetError(
      .badData, path: path, at: TextPlace(of: offset, from: start, in: bytes),
      found: "a row of \(count(cells))",
      expected: "expected \(expected) as in the first row",
      advice: "add the missing cells, empty where unknown")
  }

  private static func tooLong(
    at offset: Int, from start: Int, cells: Int, expected: Int, in array: [UInt8], path: String,
    separator: UInt8
  ) -> DatasetError {
    let place = TextPlace(of: offset, from: start, in: array)
    guard expected > 0 else {
      return DatasetError(
        .badData, path: path, at: place, found: "more than \(maximumColumns) columns",
        expected: "expected at most \(maximumColumns)", advice: "check the line breaks")
    }
    // The whole length is known only at the end of the record, which may be broken further on.
    var total = cells
    var cell = Self.cell(at: offset, in: array.span, separator: separator)
    while cell.end < array.count, array[cell.end] == separator {
      total += 1
      cell = Self.cell(at: cell.end + 1, in: array.span, separator: separator)
    }
    return DatasetError(
      .badData, path: path, at: place, found: "a row of \(count(total))",
      expected: "expected \(expected) as in the first row",
      advice: "quote cells that hold a separator")
  }

  private static func count(_ cells: Int) -> String {
    cells == 1 ? "1 cell" : "\(cells) cells"
  }
}
