public import Datasets
import Learning
public import Team

/// Chooses a strength: a path on all rows, the same strengths cross-validated, and the model of the
/// choice.
public struct Tuning: Sendable {
  public let path: RegularizationPath
  public let table: TypedTable
  public let folds: Int
  public let choice: TuneChoice
  /// 0: no stability selection.
  public let halfSamples: Int

  /// - Parameters:
  ///   - data: all rows of `table`, and test rows where there are any.
  /// - Throws: `ConfigurationError` for values out of range, or pairs without meaning.
  public init(
    configuration: TrainingConfiguration, plan: PathPlan, table: TypedTable, data: PreparedData,
    folds: Int, choice: TuneChoice, halfSamples: Int
  ) throws(ConfigurationError) {
    path = try RegularizationPath(configuration: configuration, plan: plan, data: data)
    self.table = table
    self.folds = folds
    self.choice = choice
    self.halfSamples = halfSamples
    try crossValidation().requireVariety(in: data)
    if halfSamples != 0 { _ = try stabilitySelection() }
  }

  /// What is under way, for progress.
  public enum Stage: String, Sendable {
    case path, fold
    case halfSample = "half-sample"
  }

  /// - Parameter onProgress: the stage, how many of it are done, and of how many; called from several
  ///   threads.
  /// - Returns: the report, whose chosen model is not written yet, that model, and whether its refit is meant.
  public func run(
    name: String, team: Team,
    onProgress: @escaping @Sendable (Stage, Int, Int) -> Void = { _, _, _ in }
  ) async throws -> (report: TuneReport, model: RegularizationPath.Model, isRefit: Bool) {
    let clock = ContinuousClock()
    let start = clock.now
    let models = try await path.run(team: team) { _, done, count in
      onProgress(.path, done, count)
    }
    let pathSeconds = (clock.now - start) / .seconds(1)
    let strengths = models.map(\.point.l1)
    let scores = try await crossValidation().scores(strengths, all: path.data, team: team) { done in
      onProgress(.fold, done, folds)
    }
    let choices = FoldScore.choices(scores)
    let choice = choice == .minimum ? choices.minimum : choices.oneStandardError
    let (index, isRefit) = (choice.index, choice.isRefit)
    var stability: StabilityReport?
    if halfSamples > 0 {
      stability = try await stabilitySelection().report(
        strengths, all: path.data, team: team
      ) { done in onProgress(.halfSample, done, halfSamples) }
    }
    let report = TuneReport(
      path: path.report(models, name: name, workers: team.workers, seconds: pathSeconds),
      folds: folds, scores: scores, minimum: choices.minimum,
      oneStandardError: choices.oneStandardError, choice: self.choice,
      chosen: models[index].chosen(isRefit: isRefit, data: path.data), stability: stability,
      seconds: (clock.now - start) / .seconds(1), workers: team.workers)
    return (report, models[index], isRefit)
  }

  private func crossValidation() throws(ConfigurationError) -> CrossValidation {
    try CrossValidation(
      configuration: path.configuration, plan: path.plan, table: table, folds: folds)
  }

  private func stabilitySelection() throws(ConfigurationError) -> StabilitySelection {
    try StabilitySelection(
      configuration: path.configuration, plan: path.plan, table: table, samples: halfSamples)
  }
}
