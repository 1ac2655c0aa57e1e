import Datasets
import Learning
public import Team

/// Two recorded runs side by side: what their files tell, and where training both again first differs.
public struct Comparison: Sendable {
  public let first: RecordedRun
  public let second: RecordedRun
  public let changes: RunChanges

  public init(_ first: RecordedRun, _ second: RecordedRun) {
    self.first = first
    self.second = second
    changes = RunChanges(first, second)
  }

  /// What training both runs again showed.
  public struct Replay: Equatable, Sendable {
    /// Epochs that were done at the state that both were trained from; 0: the start.
    public let startEpoch: Int
    /// Nil: the states after all steps that both have are the same.
    public var difference: StepDifference?
    /// Folders of runs that did not come out as their receipts say.
    public var unlikeReceipts: [String] = []

    init(startEpoch: Int) {
      self.startEpoch = startEpoch
    }

    mutating func addUnlike(_ path: String) {
      if !unlikeReceipts.contains(path) { unlikeReceipts.append(path) }
    }
  }

  /// Why training both again would tell nothing; nil: it would.
  public var reasonAgainstReplay: String? {
    if changes.isSame { return "they are the same" }
    if changes.contract != nil {
      return "they were made under different versions of the arithmetic contract"
    }
    let contract = first.receipt.contractVersion
    guard contract == Versions.contract else {
      return
        "they were made under version \(contract) of the arithmetic contract, and this program "
        + "computes by version \(Versions.contract)"
    }
    guard first.receipt.selection == nil, second.receipt.selection == nil else {
      return "a model that a path or a cross-validation chose has no epochs"
    }
    if let reason = unlikeBeginning { return reason }
    return hasMoreSteps ? nil : "they are the same until one of them ends, and the other goes on"
  }

  private var unlikeBeginning: String? {
    let (old, new) = (first.receipt.configuration, second.receipt.configuration)
    if old.seed != new.seed { return "their seeds differ, so that their weights begin otherwise" }
    guard first.model.network.hasShape(of: second.model.network) else {
      return "their networks have different shapes"
    }
    guard changes.firstDifferentEpoch == 0 else { return nil }
    return old.optimizer == new.optimizer
      ? "they begin at different states" : "their optimizers keep different states"
  }

  /// Whether steps that both have done may differ.
  private var hasMoreSteps: Bool {
    let receipts = [first.receipt, second.receipt].sorted { $0.epochs.count < $1.epochs.count }
    let (shorter, longer) = (receipts[0], receipts[1])
    guard shorter.epochs.count < longer.epochs.count,
      changes.firstDifferentEpoch == shorter.epochs.count + 1
    else { return true }
    if shorter.isFinished { return false }
    // Interrupted right at the end of an epoch, if the other's steps tell how long one is.
    return !longer.isFinished
      || shorter.result.steps * longer.epochs.count
        != longer.result.steps * shorter.epochs.count
  }

  /// The first parameter that the two models have otherwise, where their epochs are the same.
  public var modelDifference: ParameterDifference? {
    guard changes.firstDifferentEpoch == nil,
      first.model.network.hasShape(of: second.model.network)
    else { return nil }
    return ParameterDifference.first(
      first.model.parameters.networkOrder, second.model.parameters.networkOrder,
      first.model.network, first.model.schema)
  }

  /// What came of the wish to train both again.
  public enum ReplayOutcome: Equatable, Sendable {
    case done(Replay)
    /// Why it was not done.
    case leftOut(String)
  }

  /// Trains both again from the last state that both folders have; leaves it out where it would tell nothing, or
  /// where the data are no longer where the receipts say.
  ///
  /// - Parameter team: makes the workers, once they are needed.
  /// - Throws: errors of `RecordedData` for files that the caller named, of training, and of the team.
  public func replay(
    _ firstData: RecordedData, _ secondData: RecordedData, team: () throws -> Team
  ) async throws -> ReplayOutcome {
    if let reasonAgainstReplay { return .leftOut(reasonAgainstReplay) }
    let runs: [ReplayedRun]
    do {
      runs = [
        try Self.opened(first, firstData, optionPrefix: ""),
        try Self.opened(second, secondData, optionPrefix: "other-"),
      ]
    } catch let missing as MissingData {
      return .leftOut(missing.reason)
    }
    guard runs[0].network.hasShape(of: runs[1].network) else {
      return .leftOut("the data make networks of different shapes")
    }
    let same = (changes.firstDifferentEpoch ?? first.receipt.epochs.count + 1) - 1
    return .done(
      try await StepSearch(first: runs[0], second: runs[1], team: try team())
        .search(sameUpTo: same))
  }

  /// The data are not where the receipt says.
  private struct MissingData: Error {
    let reason: String
  }

  /// - Parameter optionPrefix: of the options that name the run's files.
  private static func opened(
    _ run: RecordedRun, _ data: RecordedData, optionPrefix: String
  ) throws -> ReplayedRun {
    let problem: any Error
    do {
      return try ReplayedRun(run, data)
    } catch ReproductionError.noData(let role, let named, let option) {
      problem = ReproductionError.noData(role: role, named: named, option: optionPrefix + option)
    } catch let error where error is ReproductionError || error is DatasetError {
      problem = error
    }
    // A file that was named now has to be right; one that the receipt names may have gone or changed.
    guard data.overrides.isEmpty else { throw problem }
    throw MissingData(reason: "the data of \(run.path) were not found; \(problem)")
  }
}

extension Network {
  /// Whether both have the same layers of the same widths.
  fileprivate func hasShape(of other: Network) -> Bool {
    layerShapes.map { [$0.inputs, $0.outputs] }
      == other.layerShapes.map { [$0.inputs, $0.outputs] }
  }
}
