/// Cores of one make: hybrid processors have several, all others one.
public struct CoreKind: Hashable, Sendable {
  /// Speed that the system reports, relative to the fastest kind of the machine: 1 for that one.
  ///
  /// From Linux's `cpu_capacity` where every kind has one, else from the highest frequencies; 1 where
  /// neither is reported. Frequencies alone flatter small cores, whose vector units are often narrower too.
  public let reportedSpeed: Double

  /// Its highest frequency, where reported.
  public let maximumMegahertz: Int?

  public init(reportedSpeed: Double, maximumMegahertz: Int?) {
    self.reportedSpeed = reportedSpeed
    self.maximumMegahertz = maximumMegahertz
  }
}
