import Training

/// How strong a raw column is along a path.
struct ColumnCurve {
  let column: Int
  /// The largest strength at which it has a weight.
  let survives: Double
  /// The largest absolute weight.
  let peak: Double
  /// At the smallest strength.
  let first: Double

  /// - Parameter report: its points from the smallest strength to the largest.
  init(_ report: PathReport, column: Int) {
    self.column = column
    var (survives, peak, first) = (-1.0, 0.0, Double?.none)
    for point in report.points where column < point.columnWeights.count {
      let weight = point.columnWeights[column]
      guard ValueAxis.displayable.contains(weight) else { continue }
      first = first ?? weight
      guard weight != 0 else { continue }
      survives = point.l1
      peak = max(peak, abs(weight))
    }
    self.survives = survives
    self.peak = peak
    self.first = first ?? 0
  }

  /// That survives longer, or is larger.
  func isStronger(than other: ColumnCurve) -> Bool {
    (survives, peak, other.column) > (other.survives, other.peak, column)
  }
}
