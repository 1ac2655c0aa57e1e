/// What a cross-validation over a path found: the object that `tune --json` prints.
public struct TuneReport: Codable, Equatable, Sendable {
  /// On all rows.
  public var path: PathReport
  public var folds: Int
  /// Of each point of the path, in its order.
  public var scores: [FoldScore]
  /// The smallest mean loss, of equals the one with the larger strength.
  public var minimum: StrengthChoice
  /// The largest strength whose mean loss is within one standard error of it (Breiman, Friedman, Olshen,
  /// Stone 1984, section 3.4.3).
  public var oneStandardError: StrengthChoice
  public var choice: TuneChoice
  /// Of the final model, at the chosen strength, on all rows.
  public var chosen: ChosenModel
  /// How often half-samples select each column; nil where that was not asked for.
  public var stability: StabilityReport?
  public var seconds: Double
  public var workers: Int
}

/// Which strength `tune` takes.
public enum TuneChoice: String, CaseIterable, Codable, Sendable {
  case minimum
  case oneStandardError = "one-standard-error"
}

/// A point of the path, and which of its models: the penalized one or the refit of its survivors.
public struct StrengthChoice: Codable, Equatable, Sendable {
  /// Of the path's points.
  public var index: Int
  public var isRefit: Bool
}

/// How a strength did on rows that were held out.
public struct FoldScore: Codable, Equatable, Sendable {
  public var l1: Double
  public var penalized: HeldOutMetric
  /// Of the survivors, trained again without penalty; nil where that was not asked for.
  public var refit: HeldOutMetric?
}

/// Loss and metric over the folds of a cross-validation.
public struct HeldOutMetric: Codable, Equatable, Sendable {
  /// Mean over the folds, weighted by their rows; in units of the standardized target of all rows.
  public var loss: Double
  /// Of the mean: √(Σ wₖ·(lossₖ − loss)² / (folds − 1)), wₖ the fold's share of the rows.
  public var standardError: Double
  /// Fraction of all rows that were right when held out; nil for a regression.
  public var accuracy: Double?
}

extension HeldOutMetric {
  private enum CodingKeys: String, CodingKey {
    case loss, standardError, accuracy
  }

  /// A row far outside of what a fold was trained on may have an infinite loss, which JSON does not know: null.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(loss.isFinite ? loss : nil, forKey: .loss)
    try values.encode(standardError.isFinite ? standardError : nil, forKey: .standardError)
    try values.encodeIfPresent(accuracy, forKey: .accuracy)
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    loss = try values.decodeIfPresent(Double.self, forKey: .loss) ?? .infinity
    standardError = try values.decodeIfPresent(Double.self, forKey: .standardError) ?? .infinity
    accuracy = try values.decodeIfPresent(Double.self, forKey: .accuracy)
  }
}

/// The model that a path or a cross-validation ends with.
public struct ChosenModel: Codable, Equatable, Sendable {
  public var l1: Double
  /// Whether its survivors were trained again without penalty.
  public var isRefit: Bool
  public var survivingInputs: Int
  public var survivingUnits: Int
  /// Names of raw columns of which an input reaches an output.
  public var selectedFeatures: [String]
  public var train: PathMetric
  public var validation: PathMetric?
  public var test: PathMetric?
  public var digest: Digest
  /// The run folder; nil where none was asked for.
  public var run: String?
}

/// How often random halves of the rows selected each column.
public struct StabilityReport: Codable, Equatable, Sendable {
  /// Halves that were drawn.
  public var samples: Int
  /// The smallest strength that counts: see `StabilitySelection.report`.
  public var l1: Double
  /// Columns that a half selects at any of the strengths, on average: q.
  public var selectedPerSample: Double
  /// At most so many columns with a frequency of at least 0.9 are expected to be there by chance:
  /// q²/((2·0.9 − 1)·columns) (Meinshausen, Bühlmann 2010, theorem 1, with its assumptions).
  public var expectedFalse: Double
  /// In the order of the file.
  public var columns: [SelectionFrequency]
}

/// How often a column was selected.
public struct SelectionFrequency: Codable, Equatable, Sendable {
  public var column: String
  /// Over the half-samples, the highest of those at single strengths (Meinshausen, Bühlmann 2010,
  /// doi:10.1111/j.1467-9868.2010.00740.x, definition 2).
  public var frequency: Double
}
