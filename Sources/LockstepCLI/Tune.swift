import ArgumentParser
import Foundation
import Lockstep

struct Tune: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Chooses the strength of the penalty by cross-validation and writes that model.",
    discussion: """
      Fits a path on all rows (see lockstep path), and the same strengths on each fold's rows to \
      measure those that it leaves out. Takes the largest strength whose loss is within one \
      standard error of the smallest. --half-samples says how stable the selected columns are.
      """)

  @Argument(help: "The training data.")
  var data: String?

  @OptionGroup(title: "Data") var dataOptions: DataOptions
  @OptionGroup(title: "Choice") var choiceOptions: ChoiceOptions
  @OptionGroup(title: "Path") var pathOptions: PathOptions
  @OptionGroup(title: "Training") var trainingOptions: TrainingOptions
  @OptionGroup(title: "Running") var workerOptions: WorkerOptions

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "The run folder (default: in runs/, named by date and digest).", valueName: "DIR"))
  var runFolder: String?

  @Option(
    help: ArgumentHelp(
      "YAML file with options by their names without dashes; the command line wins.",
      valueName: "FILE"))
  var config: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "No progress.")
  var quiet = false

  func validate() throws {
    try dataOptions.requireOneSource(data)
    guard dataOptions.validation == nil && dataOptions.validationFraction == nil else {
      throw ValidationError(
        "--validation: found, but tune holds rows out itself; leave it out, or use path")
    }
    guard trainingOptions.patience == nil else {
      throw ValidationError(
        "--patience: found, but tune has no rows to stop by; leave it out, or use path")
    }
    _ = try trainingOptions.pathConfiguration()
  }

  func run() async throws {
    if dataOptions.example == "list" { return try ExampleList.write(json: json) }
    let configuration = try trainingOptions.pathConfiguration()
    let interruption = Interruption()
    let source = try dataOptions.source(data, isQuiet: quiet)
    let prepared = try source.prepare(seed: configuration.seed)
    let plan = pathOptions.plan(
      for: configuration, data: prepared, refits: true, l2: trainingOptions.l2)
    let tuning = try Tuning(
      configuration: configuration, plan: plan, table: source.table, data: prepared,
      folds: choiceOptions.folds.count(rows: source.table.rowCount), choice: choiceOptions.choice,
      halfSamples: choiceOptions.halfSamples)
    try configuration.requireMemory(
      for: tuning.path.network, memoryBytes: ProcessInfo.processInfo.physicalMemory)
    try pathOptions.requireWritable()
    let folder = try interruption.opening { try RunFolder.openNew(path: runFolder) }
    do {
      let team = try workerOptions.makeTeam()
      interruption.protect(team)
      let progress = CountProgress(isQuiet: quiet)
      let found = try await tuning.run(name: source.name, team: team) { stage, done, count in
        progress.report("\(stage.rawValue) \(done)/\(count)", isLast: done == count)
      }
      let session = SelectionSession(
        path: tuning.path, record: source.record(prepared), folder: folder,
        selection: Receipt.Selection(
          path: tuning.path, folds: tuning.folds, choice: tuning.choice))
      var report = found.report
      report.chosen = try await session.write(
        found.model, isRefit: found.isRefit, team: team, seconds: report.seconds)
      try write(report)
    } catch {
      folder.discard()
      throw error
    }
  }

  private func write(_ report: TuneReport) throws {
    if let csv = pathOptions.csv { try WholeFile.write(report.path.csv, to: csv) }
    if let svg = pathOptions.svg {
      try WholeFile.write(PathPicture.svg(of: report), to: svg)
    }
    try StandardOutput.write(json ? try JSONFile.text(report) : TuneText.text(report))
  }
}
