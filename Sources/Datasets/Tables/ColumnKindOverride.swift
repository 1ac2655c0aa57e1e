/// A column's kind as the user says it is (`--column-type NAME=KIND`).
public struct ColumnKindOverride: Equatable, Codable, Sendable {
  public let name: String
  public let kind: ColumnKind

  public init(name: String, kind: ColumnKind) {
    self.name = name
    self.kind = kind
  }
}
