/// What two workers cost each other.
public struct ExchangeCosts: Codable, Equatable, Sendable {
  /// Of two workers with nothing to do.
  public var meetingNanoseconds: Double
  /// Reading a line of 64 bytes that the other wrote last, beyond reading one's own; many in a row.
  public var fetchNanosecondsPerLine: Double
  /// Writing a line that the other has read since, beyond writing one's own; many in a row.
  public var retakeNanosecondsPerLine: Double
  /// How far the two were from each other, as `WorkerDistance` counts.
  public var distance: Double
  /// False where there is but one core to measure on: then they are `assumed`.
  public var areMeasured: Bool

  public init(
    meetingNanoseconds: Double, fetchNanosecondsPerLine: Double, retakeNanosecondsPerLine: Double,
    distance: Double, areMeasured: Bool
  ) {
    self.meetingNanoseconds = meetingNanoseconds
    self.fetchNanosecondsPerLine = fetchNanosecondsPerLine
    self.retakeNanosecondsPerLine = retakeNanosecondsPerLine
    self.distance = distance
    self.areMeasured = areMeasured
  }

  /// Of two cores of a server of 2022 to 2024 that share a last cache, rounded: what is taken where
  /// nothing can be measured.
  public static let assumed = ExchangeCosts(
    meetingNanoseconds: 150, fetchNanosecondsPerLine: 6, retakeNanosecondsPerLine: 4, distance: 1,
    areMeasured: false)
}
