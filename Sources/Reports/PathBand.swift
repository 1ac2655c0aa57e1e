/// What folds said of one strength of a path.
public struct PathBand: Equatable, Sendable {
  public var l1: Double
  /// Over the folds.
  public var mean: Double
  /// Of the mean.
  public var standardError: Double

  public init(l1: Double, mean: Double, standardError: Double) {
    self.l1 = l1
    self.mean = mean
    self.standardError = standardError
  }
}
