/// A schema, and what its user should be told.
public struct SchemaFit: Sendable {
  public let schema: Schema

  /// Lines for stderr about what was decided without being asked.
  public let notes: [String]
}
