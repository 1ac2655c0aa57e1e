/// What a run's summary says of how it went, and not of what came out.
public struct RunCircumstances: Codable, Equatable, Sendable {
  /// The run folder.
  public var run: String
  public var workers: Int
  /// Workers that took part in a step; nil in runs that are not one training.
  public var participants: Int?
  public var samplesPerSecond: Double
  /// Wall time of training, of all processes of the run.
  public var seconds: Double

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(run, forKey: .run)
    try values.encode(workers, forKey: .workers)
    try values.encode(participants, forKey: .participants)
    try values.encode(samplesPerSecond, forKey: .samplesPerSecond)
    try values.encode(seconds, forKey: .seconds)
  }
}
