import Datasets
import Foundation
import Team

@testable import Training

/// A run on a file of text, both in a folder that goes with it.
final class RecordedFile {
  let folder: TemporaryFolder
  let path: String
  let table: Table
  let data: PreparedData
  let configuration: TrainingConfiguration

  /// - Parameters:
  ///   - fraction: of the rows held out for validation.
  ///   - checkpoints: when the run writes them; all stay.
  ///   - cancels: the epoch after which the run is interrupted.
  init(
    _ text: String, _ configuration: TrainingConfiguration, scaling: Scaling = .standard,
    fraction: Double? = nil, checkpoints: SnapshotSchedule = SnapshotSchedule(), workers: Int = 2,
    interruptedAfter cancels: Int? = nil
  ) async throws {
    folder = try TemporaryFolder()
    path = folder("run")
    self.configuration = configuration
    let file = folder("data.csv")
    let bytes = Array(text.utf8)
    try folder.write(bytes, to: "data.csv")
    table = try Table(bytes: bytes, path: file)
    let options = SchemaOptions(scaling: scaling)
    data = try PreparedData(
      table, options: options, validation: fraction.map { .fraction($0) } ?? .none,
      seed: configuration.seed)
    let team = try makeTeam(workers)
    _ = try await TrainingSession(
      configuration: configuration, data: data,
      record: DataRecord(
        options: options, validationFraction: fraction,
        files: [DataFile(role: .training, path: file, header: .auto, content: bytes)], data: data),
      folder: try RunFolder.open(path: path, resume: false), participation: .all,
      checkpoints: CheckpointPlan(schedule: checkpoints, keep: nil)
    ).run(team: team, resume: false) { if $0.epoch == cancels { team.cancel(.interrupt) } }
  }

  func run() throws -> RecordedRun { try RecordedRun(fromFolder: path, anyContract: true) }

  /// Writes the receipt changed, with its digests made anew.
  func alterReceipt(_ change: (inout Receipt) -> Void) throws {
    var receipt = try Receipt(from: path + "/receipt.json")
    change(&receipt)
    try receipt.write(to: path + "/receipt.json")
  }

  /// Rows of two numbers, a colour and a number to predict, of which some have another cell.
  static func text(rows: Int = 150, _ cells: [(row: Int, column: Int, cell: String)] = []) -> String
  {
    var text = "a,b,colour,y\n"
    for row in 0..<rows {
      var line = [
        "\(Double(row * 37 % 101) / 50 - 1)", "\(Double(row * row % 89) / 40 - 1)",
        ["red", "green", "blue"][row * 5 % 7 % 3],
        "\(Double(row * 13 % 47) / 40)",
      ]
      for cell in cells where cell.row == row { line[cell.column] = cell.cell }
      text += line.joined(separator: ",") + "\n"
    }
    return text
  }

  /// Compares this run, the first, with another on as many workers as are asked for.
  func comparison(with other: RecordedFile) throws -> Comparison {
    Comparison(try run(), try other.run())
  }

  func replay(
    with other: RecordedFile, workers: Int = 1, ignoresDigests: Bool = false
  ) async throws -> Comparison.ReplayOutcome {
    let comparison = try comparison(with: other)
    return try await comparison.replay(
      RecordedData(of: comparison.first.receipt, ignoresDigests: ignoresDigests),
      RecordedData(of: comparison.second.receipt, ignoresDigests: ignoresDigests)
    ) { try makeTeam(workers) }
  }
}
