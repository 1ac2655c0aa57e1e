import Datasets

extension Schema {
  /// The first column that another table has otherwise, in words; nil if none has.
  func firstDifference(to other: Schema) -> String? {
    guard hasHeader == other.hasHeader else {
      return other.hasHeader ? "the first row names the columns" : "no row names the columns"
    }
    guard columns.count == other.columns.count else {
      return "it has \(other.columns.count) columns, expected \(columns.count)"
    }
    for (index, (expected, found)) in zip(columns, other.columns).enumerated() {
      guard expected.name == found.name else {
        return "column \(index + 1) is named \(found.name), expected \(expected.name)"
      }
      guard expected != found else { continue }
      if case .numeric(let old) = expected.role, case .numeric(let new) = found.role {
        return "the numbers of column \(expected.name) are others: mean \(new.mean), expected "
          + "\(old.mean)"
      }
      return "column \(expected.name) holds other values"
    }
    return target == other.target ? nil : "the target \(target.name) holds other values"
  }
}
