import Datasets
import Learning
import Team

@testable import Training

/// A run whose model a path or a cross-validation chose.
enum ChosenRun {
  /// Writes it in a folder, with its data, and returns its path.
  static func write(in folder: TemporaryFolder, isTuned: Bool) async throws -> String {
    // What is predicted follows the first two columns, a and b.
    let cells = (0..<40).map { row in
      let (a, b) = (Double(row * 37 % 101) / 50, Double(row * row % 89) / 40)
      return (row: row, column: 3, cell: "\(2 * a - b + Double(row % 3) / 4)")
    }
    let bytes = Array(RecordedFile.text(rows: cells.count, cells).utf8)
    try folder.write(bytes, to: "data.csv")
    let options = SchemaOptions()
    let table = try TypedTable(Table(bytes: bytes, path: folder("data.csv")), options)
    let data = try PreparedData(table)
    var configuration = TrainingConfiguration()
    configuration.hidden = []
    configuration.optimizer = .fista
    configuration.batch = .full
    configuration.epochs = 20
    var plan = PathPlan()
    plan.points = 4
    plan.ratio = 0.01
    plan.refits = isTuned
    let run = try RunFolder.openNew(path: folder("run"))
    let record = DataRecord(
      options: options,
      files: [DataFile(role: .training, path: folder("data.csv"), header: .auto, content: bytes)],
      data: data)
    let team = try makeTeam(1)
    if isTuned {
      let tuning = try Tuning(
        configuration: configuration, plan: plan, table: table, data: data, folds: 3,
        choice: .minimum, halfSamples: 0)
      let found = try await tuning.run(name: "", team: team) { _, _, _ in }
      let selection = Receipt.Selection(
        path: tuning.path, folds: tuning.folds, choice: tuning.choice)
      _ = try await SelectionSession(
        path: tuning.path, record: record, folder: run, selection: selection
      ).write(found.model, isRefit: found.isRefit, team: team, seconds: 0)
    } else {
      let path = try RegularizationPath(configuration: configuration, plan: plan, data: data)
      let models = try await path.run(team: team) { _, _, _ in }
      guard let model = path.largest(of: models, features: 3) else { throw NoModel() }
      _ = try await SelectionSession(
        path: path, record: record, folder: run,
        selection: Receipt.Selection(path: path, features: 3)
      ).write(
        try await path.refitting(model, team: team), isRefit: true, team: team, seconds: 0)
    }
    return folder("run")
  }

  private struct NoModel: Error {}
}
