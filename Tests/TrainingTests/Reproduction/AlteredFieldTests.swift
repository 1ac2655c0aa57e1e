import Datasets
import Foundation
import Interchange
import Learning
import Testing

@testable import Training

/// Every field of a run's files altered in turn, with all digests made anew: what cannot be told from the digests
/// must be told from the values.
@Suite struct AlteredFieldTests {
  /// What may be otherwise in a run that is the same, with the reason.
  private static let decidesNothing: [String: String] = [
    "data.files": "none, as of a run of tables in memory; their rows have a digest of their own",
    "program": "programs of one contract give the same bits",
    "metadata.program": "programs of one contract give the same bits",
    "metadata.seconds": "time",
    "tensor epochs.seconds": "time",
  ]

  /// The same of a model that a path or a cross-validation chose, by a solver that converges.
  private static let decidesNothingInChoice: [String: String] = [
    "configuration.epochs": "a limit that the solver does not come to",
    "configuration.group-mix": "only of sparse-group",
    "configuration.hierarchy": "only of hierarchical",
    "configuration.l1-layers": "the factor of one layer, which is 1 without it",
    "configuration.momentum": "only of momentum",
    "configuration.rate": "not of a solver",
    "configuration.seed": "the weights begin at zero, and no rows are drawn but in folds",
    "configuration.warmup": "not of a solver",
    "selection.folds": "other folds can come to the same choice, and the weights are of all rows",
    "selection.features": "a limit that more columns than the model has keep to",
    "selection.plan.refits": "only of a cross-validation",
    "selection.plan.warmEpochs": "a limit that the solver does not come to",
  ]

  /// What may be left out: it is then read as what the run had, which older runs without it had too.
  private static let hasDefault = [
    "configuration.group-mix", "configuration.hierarchy", "configuration.l1-column",
    "configuration.l1-layers", "configuration.penalty",
  ]

  @Test(arguments: [
    "receipt.json", "model.json", "model.safetensors",
    "checkpoint/step-000000000008.safetensors",
  ])
  func `an altered field of a trained run is found`(file: String) async throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = [3]
    configuration.epochs = 3
    configuration.batch = .rows(16)
    configuration.rowsPerShard = 8
    configuration.patience = 3
    let run = try await RecordedFile(
      RecordedFile.text(rows: 60), configuration, fraction: 0.2,
      checkpoints: SnapshotSchedule(everyEpochs: 2, everySteps: 8, every: nil))
    try await expectFound(in: run.path, file)
  }

  @Test(arguments: [false, true])
  func `an altered field of a chosen model's receipt is found`(isTuned: Bool) async throws {
    let folder = try TemporaryFolder()
    let path = try await ChosenRun.write(in: folder, isTuned: isTuned)
    try await expectFound(in: path, "receipt.json")
  }

  /// Alters in processes of their own, so that a trap is a finding too, after which the next process goes on.
  private func expectFound(in path: String, _ file: String) async throws {
    let count = try AlteredRun(path: path, file: file).alterations().count
    #expect(count > 40)
    let log = path + ".log"
    var next = 0
    while next < count {
      try Data().write(to: URL(filePath: log))
      let original = try WholeFile.read(path + "/" + file)
      await #expect(processExitsWith: .success) {
        [path = path as String, file = file as String, log = log as String, next = next as Int] in
        try await Self.alter(path, file, log, from: next)
      }
      try Data(original).write(to: URL(filePath: path + "/" + file))
      // Each is named before it is tried: the last one is the one that trapped.
      let tried = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
      next += max(1, tried.count)
      if next < count { Issue.record("\(file): trapped: \(tried.last ?? "")") }
    }
  }

  private static func alter(
    _ path: String, _ file: String, _ log: String, from start: Int
  ) async throws {
    let run = try AlteredRun(path: path, file: file)
    let log = try FileHandle(forWritingTo: URL(filePath: log))
    for altered in try run.alterations()[start...] {
      try log.write(contentsOf: Data("\(altered.path) to \(altered.what)\n".utf8))
      try run.write(altered.bytes())
      let answer = await run.verification()
      await run.compare()
      if answer == .found || answer == .same && mayBeSame(altered, isChosen: run.isChosen) {
        continue
      }
      Issue.record("\(file): \(altered.path) to \(altered.what): \(answer)")
    }
  }

  private static func mayBeSame(_ altered: AlteredFile, isChosen: Bool) -> Bool {
    decidesNothing[altered.path] != nil
      // A checkpoint repeats what the receipt says of files; of its tensors the order of the numbers counts.
      || altered.path.hasPrefix("metadata.data.files") || altered.what == "another shape"
      || isChosen && decidesNothingInChoice[altered.path] != nil && altered.what != "removed"
        && altered.what != "null"
      || ["null", "removed"].contains(altered.what)
        && hasDefault.contains { altered.path == $0 || altered.path == "metadata.\($0)" }
  }
}
