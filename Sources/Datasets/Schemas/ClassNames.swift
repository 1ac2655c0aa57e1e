/// Names of classes that are numbers in the file.
enum ClassNames {
  /// `1` for 1, 1.0 and 1e0; the shortest text that reads as the same number otherwise.
  static func name(of number: Double) -> String {
    if let integer = Int64(exactly: number) { return "\(integer)" }
    return number.description
  }

  /// The number that a name stands for; −0 becomes +0, as their names are the same.
  static func number(of name: String) -> Double? {
    let bytes = Array(name.utf8)
    guard case .number(let value) = Decimal.parse(bytes.span, 0, bytes.count) else { return nil }
    return value + 0
  }
}
