import Datasets
import Team

@testable import Training

/// A run on an example, in a folder that goes with it.
final class RecordedExample {
  let folder: TemporaryFolder
  let path: String
  let data: PreparedData
  let outcome: TrainingSession.Outcome

  /// - Parameter checkpoints: when the run writes them; all stay.
  init(
    _ example: String, _ configuration: TrainingConfiguration,
    checkpoints: SnapshotSchedule = SnapshotSchedule(), workers: Int = 2
  ) async throws {
    let found = try Example.named(example)
    let fraction = configuration.patience == nil ? nil : 0.2
    data = try PreparedData(
      found.table(), options: found.options,
      validation: fraction.map { .fraction($0) } ?? .none, seed: configuration.seed)
    folder = try TemporaryFolder()
    path = folder("run")
    outcome = try await TrainingSession(
      configuration: configuration, data: data,
      record: DataRecord(
        options: found.options, validationFraction: fraction, files: [DataFile(example: found)],
        data: data),
      folder: try RunFolder.open(path: path, resume: false), participation: .all,
      checkpoints: CheckpointPlan(schedule: checkpoints, keep: nil)
    ).run(team: makeTeam(workers), resume: false) { _ in }
  }

  /// Verifies all epochs, or some, on other workers than those of the run.
  func verify(_ range: Range<Int>? = nil, workers: Int = 3) async throws -> Difference? {
    let verification = try self.verification()
    return try await verification.verify(
      range ?? 0..<verification.epochs, team: makeTeam(workers)
    ).difference
  }

  func verification() throws -> Verification {
    let run = try RecordedRun(fromFolder: path)
    let prepared = try RecordedData(of: run.receipt, ignoresDigests: true).table().prepared
    return try Verification(run, data: prepared)
  }

  /// Writes the receipt changed, with its digests made anew.
  func alterReceipt(_ change: (inout Receipt) -> Void) throws {
    var receipt = try Receipt(from: path + "/receipt.json")
    change(&receipt)
    try receipt.write(to: path + "/receipt.json")
  }

  /// The same for the checkpoint at an index of the folder, by steps.
  func alterCheckpoint(_ index: Int, _ change: (inout Checkpoint) -> Void) throws -> Int {
    let entry = CheckpointFolder(path: path + "/checkpoint").entries[index]
    var checkpoint = try Checkpoint(from: entry.path)
    change(&checkpoint)
    try checkpoint.write(to: entry.path, network: try Model(fromFolder: path).network)
    return entry.step
  }
}
