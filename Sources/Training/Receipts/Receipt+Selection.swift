public import Learning

extension Receipt {
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
}
