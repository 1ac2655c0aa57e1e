/// Whether the first row of a table names its columns.
public enum HeaderRule: String, CaseIterable, Codable, Sendable {
  case yes
  case no

  /// The first row is a header unless one of its cells is a number or an infinity, and
  ///
  /// - some column has text in the first row and a number in one of the next ten, or
  /// - no cell of the first row is missing and all of them differ.
  ///
  /// So an index column without a name does not hide a header, two equal names over numbers are an
  /// error and not a row, and years as names need `yes`. A table read for a schema is also matched
  /// against the names of the training data (`Schema.encode`).
  case auto
}
