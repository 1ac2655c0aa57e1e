/// What the cells of a column are.
public enum ColumnKind: String, CaseIterable, Codable, Sendable {
  case numeric
  case categorical
}
