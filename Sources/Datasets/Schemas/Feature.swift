/// One column of the encoded inputs.
public struct Feature: Equatable, Sendable {
  /// `column`, `column=level` or `column is missing`.
  public let name: String

  /// Place of the raw column in `Schema.columns`.
  public let column: Int
}
