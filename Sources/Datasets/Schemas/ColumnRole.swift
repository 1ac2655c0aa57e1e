/// What a column of the training file is for.
public enum ColumnRole: Equatable, Sendable {
  /// A feature of numbers, and one more where cells were missing.
  case numeric(NumericStatistics)

  /// A feature for every level, and one more where cells were missing.
  case categorical(CategoryLevels)

  /// What is predicted; `Schema.target` says how.
  case target

  case ignored

  /// Whether the column becomes features.
  public var isFeature: Bool {
    switch self {
    case .numeric, .categorical: true
    case .target, .ignored: false
    }
  }
}
