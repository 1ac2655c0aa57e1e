/// How often and how long a study measures.
public struct MeasurementEffort: Equatable, Sendable {
  /// Measurements of each worker count.
  public var rounds: Int
  /// What a measurement should take at least with the fewest workers.
  public var seconds: Double
  /// Steps of a measurement; nil: as many as `seconds` need.
  public var steps: Int?

  public init(rounds: Int = 7, seconds: Double = 0.3, steps: Int? = nil) {
    self.rounds = rounds
    self.seconds = seconds
    self.steps = steps
  }
}
