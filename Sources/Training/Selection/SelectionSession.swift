import Arithmetic
import Datasets
import Interchange
import Learning
public import Team

/// Writes the run folder of a model that a path or a cross-validation chose.
public struct SelectionSession: Sendable {
  public let path: RegularizationPath
  /// What the receipt says of the data.
  public let record: DataRecord
  public let folder: RunFolder
  public let selection: Receipt.Selection

  public init(
    path: RegularizationPath, record: DataRecord, folder: RunFolder,
    selection: Receipt.Selection
  ) {
    self.path = path
    self.record = record
    self.folder = folder
    self.selection = selection
  }

  /// Writes model and receipt, and gives the folder its final name.
  ///
  /// - Parameters:
  ///   - isRefit: whether to write the refit of the model's survivors, where there is one.
  ///   - seconds: that the search took.
  public func write(
    _ model: RegularizationPath.Model, isRefit: Bool, team: Team, seconds: Double
  ) async throws -> ChosenModel {
    var chosen = model.chosen(isRefit: isRefit, data: path.data)
    let result = try await model.result(isRefit: isRefit, of: path, team: team)
    let final = folder.finalPath(chosen.digest)
    chosen.run = final
    let summary = RunSummary(
      outcome: result.outcome,
      circumstances: RunCircumstances(
        run: final, workers: team.workers, participants: nil, samplesPerSecond: 0,
        seconds: seconds))
    try result.model.write(toFolder: folder.path)
    try TrainingSession(
      configuration: result.configuration, data: path.data, record: record, folder: folder
    ).writeReceipt(
      of: result.model, summary, isFinished: true, selection: selection, team: team)
    try folder.rename(to: final)
    return chosen
  }
}

extension RegularizationPath.Model {
  /// What a receipt says of the model: its own configuration, and how it does.
  func result(
    isRefit: Bool, of path: RegularizationPath, team: Team
  ) async throws -> ChosenResult {
    let refit = isRefit ? self.refit : nil
    let model = Model(schema: path.data.schema, parameters: refit ?? parameters)
    var configuration = path.configuration
    configuration.l1 = point.l1
    if refit != nil { configuration.l1Method = .frozenZeros }
    // What the refit minimized: its λ₂ is the plan's.
    var measured = configuration
    if refit != nil { measured.l2 = path.plan.refitL2 }
    let factors = try PenaltyFactors(configuration, for: path.data.schema)
    let outcome = try await RunOutcome(
      model, epochs: point.epochs, steps: 0, stoppedEarly: false
    ).measured(model, measured, factors, on: path.data, team: team)
    return ChosenResult(model: model, configuration: configuration, outcome: outcome)
  }

  /// What is said of the model that was chosen.
  func chosen(isRefit: Bool, data: PreparedData) -> ChosenModel {
    let refit = isRefit ? point.refit : nil
    let lives = LivePart(of: parameters).livingColumns(of: data.schema)
    let names = zip(data.schema.columns, lives).filter(\.1).map(\.0.name)
    return ChosenModel(
      l1: point.l1, isRefit: refit != nil, survivingInputs: point.survivingInputs,
      survivingUnits: point.survivingUnits, selectedFeatures: names,
      train: refit?.train ?? point.train,
      validation: refit.map(\.validation) ?? point.validation,
      test: refit.map(\.test) ?? point.test, digest: refit?.digest ?? point.digest,
      run: nil)
  }
}
