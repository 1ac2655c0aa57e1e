/// A numeric column of the training rows, its missing cells left aside.
public struct NumericStatistics: Equatable, Sendable {
  /// Also what a missing cell counts as.
  public let mean: Double

  /// √(Σ(x − mean)² / n); 1 where that is 0.
  public let standardDeviation: Double
  public let minimum: Double
  public let maximum: Double
  public let scaling: Scaling

  /// Whether a training cell was missing: then a feature says so (0 or 1).
  public let hasMissing: Bool

  /// `value` in the units of the features, in binary64; a constant column's range is 0.
  @inline(__always)
  public func scaled(_ value: Double) -> Double {
    switch scaling {
    case .standard: (value - mean) / standardDeviation
    case .range: minimum < maximum ? (value - minimum) / (maximum - minimum) : 0
    case .none: value
    }
  }

  /// What the standard scaling made of a value, undone.
  public func unscaled(_ value: Double) -> Double {
    switch scaling {
    case .standard: value * standardDeviation + mean
    case .range: value * (maximum - minimum) + minimum
    case .none: value
    }
  }

  /// Whether every number is one that training data can give.
  var isValid: Bool {
    mean.isFinite && standardDeviation.isFinite && standardDeviation > 0
      && minimum.isFinite && maximum.isFinite && minimum <= maximum
      && (scaling != .range || (maximum - minimum).isFinite)
  }
}

extension NumericStatistics: Codable {
  private enum CodingKeys: String, CodingKey {
    case mean, standardDeviation, minimum, maximum, scaling, hasMissing
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    mean = try values.decode(Double.self, forKey: .mean)
    standardDeviation = try values.decode(Double.self, forKey: .standardDeviation)
    minimum = try values.decode(Double.self, forKey: .minimum)
    maximum = try values.decode(Double.self, forKey: .maximum)
    scaling = try values.decode(Scaling.self, forKey: .scaling)
    hasMissing = try values.decode(Bool.self, forKey: .hasMissing)
    guard isValid else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "statistics that no data has"))
    }
  }
}
