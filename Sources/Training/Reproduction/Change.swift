/// What two runs have otherwise.
public struct Change<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
  /// Of the first run; nil where it has none.
  public let before: Value?
  /// Of the second run.
  public let after: Value?

  /// Nil if both have the same.
  init?(_ before: Value?, _ after: Value?) {
    guard before != after else { return nil }
    self.before = before
    self.after = after
  }

  private enum CodingKeys: String, CodingKey {
    case before, after
  }

  /// Both keys are written, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(before, forKey: .before)
    try values.encode(after, forKey: .after)
  }
}
