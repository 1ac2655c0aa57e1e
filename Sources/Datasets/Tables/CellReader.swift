import Arithmetic

/// Reads the kept columns of a table, row by row, into one array of binary64.
struct CellReader {
  let table: Table

  /// Where in the file each kept column is.
  let positions: [Int]

  /// `[rows, kept columns]`, row-major.
  let cells: Buffer<Double>

  /// For each column of the file, its place among the kept ones, or −1.
  private let slots: [Int]

  init(_ table: Table, positions: [Int]) throws(DatasetError) {
    var slots = [Int](repeating: -1, count: table.text.columns)
    for (slot, position) in positions.enumerated() { slots[position] = slot }
    self.table = table
    self.positions = positions
    self.slots = slots
    let (count, overflows) = table.rowCount.multipliedReportingOverflow(by: positions.count)
    // A table has at most one cell more than bytes, so that only text close to its own limit gets
    // here.
    guard !overflows, count <= EncodedRows.maximumBytes / 8 else {
      throw DatasetError(
        .badData, path: table.path, found: "\(table.rowCount) rows of \(positions.count) columns",
        expected: "expected a table that fits in memory", advice: "cut the file into smaller ones")
    }
    cells = Buffer<Double>(repeating: 0, count: count)
  }

  /// Reads columns as numbers; text and infinities are counted and stay 0.
  ///
  /// - Parameter isWanted: for each kept column, whether it is read.
  func readNumbers(_ isWanted: [Bool]) -> [ColumnTally] {
    var tallies = [ColumnTally](repeating: ColumnTally(), count: positions.count)
    let bytes = table.text.bytes.span
    let view = cells.view
    forEachCell { row, slot, cell in
      guard isWanted[slot] else { return }
      let target = row * positions.count + slot
      switch Decimal.parse(bytes, cell.lower, cell.upper) {
      case .number(let value):
        tallies[slot].numbers += 1
        view[target] = value
      case .missing:
        tallies[slot].missing += 1
        view[target] = .nan
      case .infinity:
        tallies[slot].numbers += 1
        if tallies[slot].firstInfinity == nil { tallies[slot].firstInfinity = row }
      case .text:
        tallies[slot].texts += 1
        if tallies[slot].firstText == nil { tallies[slot].firstText = row }
      }
    }
    return tallies
  }

  /// Reads columns as levels, numbered in order of appearance.
  ///
  /// - Parameter tooMany: called with column and row where a column gets one level too many.
  func readLevels(
    _ isWanted: [Bool], tooMany: (Int, Int) throws(DatasetError) -> Void
  ) throws(DatasetError) -> [[[UInt8]]] {
    var codes = [LevelCodes](repeating: LevelCodes(), count: positions.count)
    guard isWanted.contains(true) else { return codes.map(\.levels) }
    try forEachCell { (row, slot, cell) throws(DatasetError) in
      guard isWanted[slot] else { return }
      let level = table.text.content(of: cell)
      let value = Self.isMissing(level) ? Double.nan : Double(codes[slot].add(level))
      cells.view[row * positions.count + slot] = value
      if codes[slot].levels.count > TypedTable.maximumLevels { try tooMany(slot, row) }
    }
    return codes.map(\.levels)
  }

  /// Reads columns as levels that are known; −1 stands for all others.
  ///
  /// - Parameter known: for each kept column, its levels, or `nil` where it is not read.
  func readLevels(known: [LevelCodes?]) {
    guard known.contains(where: { $0 != nil }) else { return }
    forEachCell { row, slot, cell in
      guard let codes = known[slot] else { return }
      let level = table.text.content(of: cell)
      let value = Self.isMissing(level) ? Double.nan : Double(codes.code(of: level) ?? -1)
      cells.view[row * positions.count + slot] = value
    }
  }

  private static func isMissing(_ level: [UInt8]) -> Bool {
    level.allSatisfy { $0 == .space || $0 == .tab }
  }

  @inline(__always)
  private func forEachCell<Failure: Error>(
    _ body: (_ row: Int, _ slot: Int, _ cell: Cell) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes = table.text.bytes.span
    let separator = table.text.separator
    for row in 0..<table.rowCount {
      var offset = table.text.records[table.record(ofRow: row)]
      for slot in slots {
        let cell = DelimitedText.cell(at: offset, in: bytes, separator: separator)
        if slot >= 0 { try body(row, slot, cell) }
        offset = cell.end + 1
      }
    }
  }
}
