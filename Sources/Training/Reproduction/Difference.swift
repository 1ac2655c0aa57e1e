/// Where a run that was made again is not the recorded one.
public struct Difference: Error, Codable, Equatable, Sendable {
  /// The first epoch that differs, counted from 1; 0: what the run begins at; nil for a model that was chosen
  /// among many, whose epochs are not recorded.
  public let epoch: Int?
  public let what: String
  public let expected: String
  public let found: String
}
