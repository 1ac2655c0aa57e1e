/// What the user says about a training table, and leaves to be found out otherwise.
public struct SchemaOptions: Equatable, Codable, Sendable {
  /// Name of the column to predict (`--target`); `nil`: the last one that is not ignored.
  public var target: String?

  /// `nil`: text targets are classes, and so are numeric ones of at most 20 distinct integers.
  public var task: PredictionTask?

  public var scaling: Scaling

  /// Kinds that are not to be guessed (`--column-type`).
  public var columnKinds: [ColumnKindOverride]

  /// Names of columns to leave out (`--ignore`).
  public var ignoredColumns: [String]

  public init(
    target: String? = nil, task: PredictionTask? = nil, scaling: Scaling = .standard,
    columnKinds: [ColumnKindOverride] = [], ignoredColumns: [String] = []
  ) {
    self.target = target
    self.task = task
    self.scaling = scaling
    self.columnKinds = columnKinds
    self.ignoredColumns = ignoredColumns
  }
}
