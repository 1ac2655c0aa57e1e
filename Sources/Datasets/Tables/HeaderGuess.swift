/// The rule of `HeaderRule.auto`.
enum HeaderGuess {
  /// Rows in which a number below a name is looked for.
  static let sampledRows = 10

  static func isHeader(in text: DelimitedText) -> Bool {
    let first = text.cells(ofRecord: 0)
    let kinds = first.map { kind(of: $0, in: text) }
    if kinds.contains(where: { $0 != .text && $0 != .missing }) { return false }
    for record in 1..<min(text.records.count, 1 + sampledRows) {
      let hasNumberBelowText = zip(kinds, text.cells(ofRecord: record)).contains { kind, cell in
        guard kind == .text, case .number = self.kind(of: cell, in: text) else { return false }
        return true
      }
      if hasNumberBelowText { return true }
    }
    guard !kinds.contains(.missing) else { return false }
    return NameIndex(Table.names(inFirstRecordOf: text)).firstDuplicate == nil
  }

  private static func kind(of cell: Cell, in text: DelimitedText) -> NumericCell {
    Decimal.parse(text.bytes.span, cell.lower, cell.upper)
  }
}
