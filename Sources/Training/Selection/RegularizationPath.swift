internal import Datasets
public import Learning
public import Team

/// A regularization path on prepared data: fits, measures, and keeps every model.
public struct RegularizationPath: Sendable {
  public let configuration: TrainingConfiguration
  public let plan: PathPlan
  public let data: PreparedData
  private let fit: PathFit

  public var network: Network { fit.network }

  /// A model of the path.
  public struct Model: Sendable {
    public let point: PathPoint
    public let parameters: Parameters
    /// The survivors trained again; nil where that was not asked for.
    public let refit: Parameters?
  }

  /// - Throws: `ConfigurationError` for values out of range, or pairs without meaning.
  public init(
    configuration: TrainingConfiguration, plan: PathPlan, data: PreparedData
  ) throws(ConfigurationError) {
    try configuration.validate()
    try plan.validate(configuration)
    self.configuration = configuration
    self.plan = plan
    self.data = data
    fit = try PathFit(configuration: configuration, plan: plan, data: data)
  }

  /// Finds the largest strength and fits all.
  ///
  /// - Parameter onPoint: for progress: the point, how many there are, and how many there will be at
  ///   least.
  /// - Returns: the models in the order in which they were fitted.
  public func run(
    team: Team, onPoint: (PathPoint, Int, Int) -> Void = { _, _, _ in }
  ) async throws -> [Model] {
    let strengths = fit.strengths(largest: try await fit.largestStrength(team: team))
    var models: [Model] = []
    _ = try await fit.points(strengths, untilEmpty: true, team: team) { found in
      let point = try await PathPoint.measure(found, of: fit, data: data, team: team)
      models.append(Model(point: point, parameters: found.parameters, refit: found.refit))
      onPoint(point, models.count, max(models.count, strengths.count))
    }
    return models
  }

  /// The model with the most columns, of those with at least one and at most `features`; of several the first
  /// one.
  public func largest(of models: [Model], features: Int) -> Model? {
    models.filter { (1...features).contains($0.point.survivingColumns) }
      .max { $0.point.survivingColumns < $1.point.survivingColumns }
  }

  /// The same model with its survivors trained again without penalty, unless it has that already.
  public func refitting(_ model: Model, team: Team) async throws -> Model {
    guard model.refit == nil else { return model }
    let refit = try await fit.refit(model.parameters, team: team)
    var point = model.point
    point.refit = try await PathRefit.measure(refit, data: data, team: team)
    return Model(point: point, parameters: model.parameters, refit: refit)
  }

  /// The report of a path's models.
  ///
  /// - Parameters:
  ///   - name: of the data.
  ///   - seconds: that the path took.
  public func report(
    _ models: [Model], name: String, workers: Int, seconds: Double
  ) -> PathReport {
    PathReport(
      data: name, penalty: configuration.penalty, widths: network.widths,
      direction: plan.direction,
      columns: data.schema.columns.filter(\.role.isFeature).map(\.name),
      points: models.map(\.point), seconds: seconds, workers: workers)
  }
}
