/// What was seen in a column that was read as numbers.
struct ColumnTally {
  var numbers = 0
  var missing = 0
  var texts = 0

  /// The first row with text, and the first with an infinity.
  var firstText: Int?
  var firstInfinity: Int?

  /// Whether at least 99 % of the cells that are not missing are numbers, infinite ones included.
  var isNumeric: Bool { 100 * numbers >= 99 * (numbers + texts) }
}
