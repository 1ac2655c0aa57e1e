extension Spread {
  /// Median and quartiles of `values`, in any order, by linear interpolation: the quantile q lies at
  /// position q·(n − 1) of the n sorted values (Hyndman, Fan 1996, doi 10.1080/00031305.1996.10473566,
  /// definition 7; what NumPy and R do unless told otherwise).
  ///
  /// Nil for no values and where any is infinite or NaN.
  ///
  /// - Complexity: n·log n for sorting.
  public init?(of values: [Double]) {
    guard values.allSatisfy(\.isFinite) else { return nil }
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    self.init(
      minimum: first, lowerQuartile: Self.quantile(0.25, ofSorted: sorted),
      median: Self.quantile(0.5, ofSorted: sorted),
      upperQuartile: Self.quantile(0.75, ofSorted: sorted), maximum: last)
  }

  /// How far the middle half of the values reaches, in medians: (upper − lower quartile) / median.
  ///
  /// Not finite where the median is 0.
  public var relativeWidth: Double { (upperQuartile - lowerQuartile) / median }

  /// - Precondition: at least one value.
  private static func quantile(_ fraction: Double, ofSorted sorted: [Double]) -> Double {
    let position = fraction * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
