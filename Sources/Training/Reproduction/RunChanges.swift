import Datasets
import Learning

/// How two runs differ, as their files tell it, without training.
public struct RunChanges: Sendable {
  /// Version of the arithmetic contract.
  public let contract: Change<Int>?
  /// Version of the program.
  public let program: Change<String>?
  /// The subcommand that chose the model.
  public let command: Change<String>?
  public let configuration: [OptionChange]
  public let data: DataChanges?
  /// Widths of the layers, activation and loss.
  public let network: Change<String>?
  public let isFinished: Change<Bool>?
  public let epochs: Change<Int>?
  public let steps: Change<Int>?
  /// Counted from 1; 0: they begin otherwise; after the last epoch of one run: the other goes on. Nil: none.
  public let firstDifferentEpoch: Int?
  /// Of the weights.
  public let digest: Change<Digest>?
  /// What decides no bits.
  public let circumstances: [OptionChange]
  /// Whether all epochs, the weights and what turns tables into numbers are the same.
  public let isSame: Bool

  init(_ first: RecordedRun, _ second: RecordedRun) {
    let (old, new) = (first.receipt, second.receipt)
    contract = Change(old.contractVersion, new.contractVersion)
    program = Change(old.program, new.program)
    command = Change(old.command, new.command)
    configuration =
      old.configuration.changes(to: new.configuration) + old.selectionChanges(to: new)
    data = DataChanges(old, new)
    network = Change(Self.text(first.model.network), Self.text(second.model.network))
    isFinished = Change(old.isFinished, new.isFinished)
    epochs = Change(old.epochs.count, new.epochs.count)
    steps = Change(old.result.steps, new.result.steps)
    firstDifferentEpoch = Self.firstDifferentEpoch(old, new)
    digest = Change(old.digest, new.digest)
    circumstances = old.affectsNoBits.changes(to: new.affectsNoBits)
    isSame =
      firstDifferentEpoch == nil && digest == nil && network == nil
      && first.model.schema.computesSame(as: second.model.schema)
  }

  private static func text(_ network: Network) -> String {
    network.widths.map { "\($0)" }.joined(separator: "-")
      + (network.hasSkip ? " with skip connection" : "") + ", \(network.activation.rawValue), "
      + network.loss.rawValue
  }

  private static func firstDifferentEpoch(_ first: Receipt, _ second: Receipt) -> Int? {
    // What was chosen has no epochs.
    guard first.selection == nil, second.selection == nil else { return nil }
    if first.initialDigest != second.initialDigest { return 0 }
    for (old, new) in zip(first.epochs, second.epochs) where !old.isSame(as: new) {
      return old.epoch
    }
    let counts = [first.epochs.count, second.epochs.count]
    return counts[0] == counts[1] ? nil : min(counts[0], counts[1]) + 1
  }
}

extension Schema {
  /// Whether both make the same numbers of a table; what they ignore does not matter.
  fileprivate func computesSame(as other: Schema) -> Bool {
    columns.filter(\.role.isFeature) == other.columns.filter(\.role.isFeature)
      && target == other.target
  }
}

extension Receipt.Epoch {
  /// Losses to the bit: a zero has a sign, and a NaN is itself.
  fileprivate func isSame(as other: Receipt.Epoch) -> Bool {
    digest == other.digest && loss.bitPattern == other.loss.bitPattern
      && validationLoss?.bitPattern == other.validationLoss?.bitPattern
  }
}

extension Receipt {
  /// The subcommand that made the model.
  fileprivate var command: String {
    selection.map { $0.folds == nil ? "path" : "tune" } ?? "train"
  }

  /// What is otherwise about how a path or a cross-validation came to the model.
  fileprivate func selectionChanges(to other: Receipt) -> [OptionChange] {
    guard let old = selection, let new = other.selection else { return [] }
    func text(_ value: (some Any)?) -> String { value.map { "\($0)" } ?? "not given" }
    let pairs = [
      ("plan", text(old.plan), text(new.plan)),
      ("l1-method of the path", old.l1Method.rawValue, new.l1Method.rawValue),
      ("l2 of the path", text(old.l2), text(new.l2)),
      ("features", text(old.features), text(new.features)),
      ("folds", text(old.folds), text(new.folds)),
      ("choice", text(old.choice), text(new.choice)),
    ]
    return pairs.filter { $0.1 != $0.2 }
      .map { OptionChange(option: $0.0, before: $0.1, after: $0.2) }
  }
}

extension Circumstances {
  /// What may differ between two runs of the same bits, but for times and paths.
  fileprivate func changes(to other: Circumstances) -> [OptionChange] {
    let (old, new) = (machine, other.machine)
    let pairs = [
      ("workers", "\(run.workers)", "\(other.run.workers)"),
      ("instructionSet", instructionSet, other.instructionSet),
      ("processor", old.processor ?? "unknown", new.processor ?? "unknown"),
      ("operatingSystem", old.operatingSystem, new.operatingSystem),
    ]
    return pairs.filter { $0.1 != $0.2 }
      .map { OptionChange(option: $0.0, before: $0.1, after: $0.2) }
  }
}
