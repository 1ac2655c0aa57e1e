public import Datasets
import Learning
public import Team

/// Chooses the model of a path or a cross-validation again, and compares it with the receipt's.
public struct SelectionVerification: Sendable {
  public let run: RecordedRun
  private let selection: Receipt.Selection
  private let configuration: TrainingConfiguration
  private let table: TypedTable
  private let data: PreparedData

  /// - Parameters:
  ///   - table: the training file's.
  ///   - data: the run's, see `RecordedData`.
  /// - Returns: nil for a training run, which `Verification` is for.
  public init?(_ run: RecordedRun, table: TypedTable, data: PreparedData) {
    guard let selection = run.receipt.selection else { return nil }
    self.run = run
    self.selection = selection
    self.table = table
    self.data = data
    var configuration = run.receipt.configuration
    // The receipt has what the chosen fit was trained with; the path has no strength of its own.
    configuration.l1 = 0
    configuration.l1Method = selection.l1Method
    configuration.l2 = selection.l2
    self.configuration = configuration
  }

  /// Does it all again.
  ///
  /// - Parameter onProgress: how many fits are done, and of how many at least.
  /// - Returns: nil if the model is the same.
  /// - Throws: `RunError.badFile` for a receipt with values out of range, errors of training and of the team.
  public func verify(
    team: Team, onProgress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> Difference? {
    let chosen: (model: RegularizationPath.Model?, isRefit: Bool, path: RegularizationPath)
    do {
      chosen = try await self.chosen(team: team, onProgress)
    } catch let error as ConfigurationError {
      throw RunError.badFile(configuration: error, path: run.receiptPath)
    }
    guard let model = chosen.model else {
      return Difference(
        epoch: nil, what: "chosen model", expected: "\(run.receipt.digest)", found: "none")
    }
    let result = try await model.result(isRefit: chosen.isRefit, of: chosen.path, team: team)
    do {
      if let change = run.receipt.configuration.changes(to: result.configuration).first {
        throw Difference(
          epoch: nil, what: "configuration.\(change.option)", expected: change.before,
          found: change.after)
      }
      try EndComparison.compare(run, with: result.model)
      try EndComparison.compare(run.receipt, with: result.outcome, hasTest: data.test != nil)
    } catch let difference as Difference {
      return difference
    }
    return nil
  }

  private func chosen(
    team: Team, _ onProgress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> (
    model: RegularizationPath.Model?, isRefit: Bool, path: RegularizationPath
  ) {
    if let folds = selection.folds, let choice = selection.choice {
      let tuning = try Tuning(
        configuration: configuration, plan: selection.plan, table: table, data: data,
        folds: folds, choice: choice, halfSamples: 0)
      let found = try await tuning.run(name: "", team: team) { _, done, count in
        onProgress(done, count)
      }
      return (found.model, found.isRefit, tuning.path)
    }
    let path = try RegularizationPath(
      configuration: configuration, plan: selection.plan, data: data)
    let models = try await path.run(team: team) { _, done, count in onProgress(done, count) }
    guard let model = path.largest(of: models, features: selection.features ?? .max) else {
      return (nil, false, path)
    }
    guard run.receipt.configuration.l1Method == .frozenZeros else { return (model, false, path) }
    return (try await path.refitting(model, team: team), true, path)
  }
}
