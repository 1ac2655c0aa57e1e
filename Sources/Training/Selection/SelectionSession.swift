import Arithmetic
public import Datasets
import Interchange
import Learning
public import Team

/// Writes the run folder of a model that a path or a cross-validation chose.
public struct SelectionSession: Sendable {
  public let path: RegularizationPath
  public let options: SchemaOptions
  public let folder: RunFolder
  /// Recorded in the receipt; decides nothing.
  public let dataPath: String
  public let selection: Receipt.Selection

  public init(
    path: RegularizationPath, options: SchemaOptions, folder: RunFolder, dataPath: String,
    selection: Receipt.Selection
  ) {
    self.path = path
    self.options = options
    self.folder = folder
    self.dataPath = dataPath
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
    let refit = isRefit ? model.refit : nil
    let whole = Model(schema: path.data.schema, parameters: refit ?? model.parameters)
    let final = folder.finalPath(chosen.digest)
    chosen.run = final
    var configuration = path.configuration
    configuration.l1 = model.point.l1
    if refit != nil { configuration.l1Method = .frozenZeros }
    let session = TrainingSession(
      configuration: configuration, options: options, data: path.data, folder: folder,
      dataPath: dataPath)
    let weights = whole.parameters.statistics()
    var summary = RunSummary(
      digest: whole.digest, run: final, epochs: model.point.epochs, steps: 0,
      workers: team.workers, weights: weights.weights, nonzeroWeights: weights.nonzero,
      selectedFeatures: whole.selectedColumns, samplesPerSecond: 0, seconds: seconds,
      stoppedEarly: false)
    // What the refit minimized: its λ₂ is the plan's.
    var measured = configuration
    if refit != nil { measured.l2 = path.plan.refitL2 }
    try await TrainingSession(
      configuration: measured, options: options, data: path.data, folder: folder,
      dataPath: dataPath
    ).measure(
      whole, try PenaltyFactors(configuration, for: path.data.schema), into: &summary, team: team)
    try whole.write(toFolder: folder.path)
    try session.writeReceipt(
      of: whole, summary, dataDigest: path.data.training.digest, isFinished: true,
      selection: selection, workers: team.workers)
    try folder.rename(to: final)
    return chosen
  }
}

extension RegularizationPath.Model {
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
