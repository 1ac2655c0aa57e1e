public import Datasets
public import Learning

/// What is needed to make the same bits again: `receipt.json`.
public struct Receipt: Codable, Sendable {
  public var formatVersion = Versions.format
  public var contractVersion = Versions.contract
  public var program = Versions.program
  public var configuration: TrainingConfiguration
  public var options: SchemaOptions
  /// Digests of the rows as trained on, see `TrainingData.digest`.
  public var trainingData: Digest
  public var validationData: Digest?
  /// Of the weights.
  public var digest: Digest
  /// False for a run that was interrupted.
  public var isFinished: Bool
  public var result: RunSummary
  /// How a path or a cross-validation came to the model; nil for a training run.
  public var selection: Selection?
  public var affectsNoBits: Circumstances

  /// What is needed, with configuration and data, to make and choose the model again.
  public struct Selection: Codable, Sendable {
    public var plan: PathPlan
    /// Of the path's fits; a refit's configuration says that zeros were frozen.
    public var l1Method: Penalty.Method
    /// λ₂ of the path's fits.
    public var l2: Double
    /// Of `path`: the most columns that the model may have.
    public var features: Int?
    /// Of `tune`.
    public var folds: Int?
    public var choice: TuneChoice?

    public init(
      path: RegularizationPath, features: Int? = nil, folds: Int? = nil,
      choice: TuneChoice? = nil
    ) {
      plan = path.plan
      l1Method = path.configuration.l1Method
      l2 = path.configuration.l2
      self.features = features
      self.folds = folds
      self.choice = choice
    }
  }

  /// Where and how the run went; other circumstances give the same bits.
  public struct Circumstances: Codable, Sendable {
    public var workers: Int
    public var instructionSet: String
    public var dataPath: String
  }
}
