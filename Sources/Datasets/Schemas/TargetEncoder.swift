/// Turns target cells into class indices or standardized numbers.
struct TargetEncoder {
  private let typed: TypedTable
  private let slot: Int
  private let target: Target

  /// The class of each code of the typed table, or −1.
  private var classOfCode: [Int] = []
  private var classOfNumber: [UInt64: Int] = [:]

  init(_ typed: TypedTable, slot: Int, _ target: Target) {
    self.typed = typed
    self.slot = slot
    self.target = target
    switch target.kind {
    case .categorical:
      let classes = LevelCodes(target.classes.map { Array($0.utf8) })
      classOfCode = typed.columns[slot].levels.map { classes.code(of: $0) ?? -1 }
    case .numeric:
      for (index, name) in target.classes.enumerated() {
        if let number = ClassNames.number(of: name) { classOfNumber[number.bitPattern] = index }
      }
    }
  }

  /// - Throws: `badData` for a missing cell, a class that is not known, or a number beyond binary32.
  func encode(row: Int) throws(DatasetError) -> Float {
    let cell = typed.value(row: row, column: slot)
    let position = typed.columns[slot].position
    guard !cell.isNaN else { throw typed.table.missingTarget(row: row, position: position) }
    switch (target.outcome, target.kind) {
    case (.number(let statistics), _):
      let scaled = Float(statistics.scaled(cell))
      guard scaled.isFinite else { throw typed.tooLarge(row: row, slot: slot) }
      return scaled
    case (.classes, .categorical):
      let code = Int(cell)
      let index = code >= 0 ? classOfCode[code] : -1
      guard index >= 0 else { throw unknownClass(row: row, position) }
      return Float(index)
    case (.classes, .numeric):
      // Adding +0 makes −0 the same number as 0.
      guard let index = classOfNumber[(cell + 0).bitPattern] else {
        throw unknownClass(row: row, position)
      }
      return Float(index)
    }
  }

  private func unknownClass(row: Int, _ position: Int) -> DatasetError {
    let cell = Quotation.quoted(typed.table.cell(row: row, column: position))
    return typed.table.badCell(
      row: row, column: position,
      found: "class \(cell) in target \(Quotation.quoted(target.name))",
      expected: target.expectedClasses, advice: Self.classAdvice)
  }

  static let classAdvice = "correct the cell or train on data that has this class"
}

extension Target {
  /// The first known classes, for an error about another one.
  var expectedClasses: String {
    let shown = 10
    let known = classes.prefix(shown).map(Quotation.quoted).joined(separator: ", ")
    let rest = classes.count > shown ? ", … (\(classes.count) in all)" : ""
    return "expected a class of the training data: \(known)\(rest)"
  }
}

extension TypedTable {
  func tooLarge(row: Int, slot: Int) -> DatasetError {
    let column = columns[slot]
    return table.badCell(
      row: row, column: column.position,
      found: "\(Quotation.quoted(table.cell(row: row, column: column.position))) in column "
        + Quotation.quoted(column.name),
      expected: "expected a number that fits binary32 after scaling",
      advice: "correct the cell or write the column in another unit")
  }
}
