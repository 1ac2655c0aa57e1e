/// Where the middle and the ends of some measurements lie.
public struct Spread: Codable, Equatable, Sendable {
  public var minimum: Double
  public var lowerQuartile: Double
  public var median: Double
  public var upperQuartile: Double
  public var maximum: Double

  public init(
    minimum: Double, lowerQuartile: Double, median: Double, upperQuartile: Double, maximum: Double
  ) {
    self.minimum = minimum
    self.lowerQuartile = lowerQuartile
    self.median = median
    self.upperQuartile = upperQuartile
    self.maximum = maximum
  }
}
