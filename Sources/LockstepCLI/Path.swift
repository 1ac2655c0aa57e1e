import ArgumentParser
import Foundation
import Lockstep

struct Path: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fits a regularization path: models from dense to empty, and what each keeps.",
    discussion: """
      Finds the smallest strength that empties the model and fits a grid of strengths below it, each \
      from its neighbour's weights. Options of training mean what they mean for train; --l1 is what \
      is varied. Without hidden layers --optimizer fista is the default, and the strength exact.
      """)

  @Argument(help: "The training data.")
  var data: String?

  @OptionGroup(title: "Data") var dataOptions: DataOptions
  @OptionGroup(title: "Path") var pathOptions: PathOptions
  @OptionGroup(title: "Training") var trainingOptions: TrainingOptions
  @OptionGroup(title: "Running") var workerOptions: WorkerOptions

  @Option(
    help: ArgumentHelp(
      "Keep the model with the most columns that has at most N, in the folder of --run.",
      valueName: "N"))
  var features: Int?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "The run folder of --features (default: in runs/, named by date and digest).",
      valueName: "DIR"))
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

  /// What is printed: the path and, where one was asked for, the chosen model.
  private struct Answer: Encodable {
    let path: PathReport
    let chosen: ChosenModel?

    private enum CodingKeys: String, CodingKey { case chosen }

    func encode(to encoder: any Encoder) throws {
      try path.encode(to: encoder)
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(chosen, forKey: .chosen)
    }
  }

  func validate() throws {
    try dataOptions.requireOneSource(data)
    guard runFolder == nil || features != nil else {
      throw ValidationError("--run needs --features N, which says which model of the path to keep")
    }
    guard features.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--features: found \(features ?? 0), expected 1 or more columns")
    }
    guard
      trainingOptions.patience == nil || dataOptions.validation != nil
        || dataOptions.validationFraction != nil
    else {
      throw ValidationError(
        "--patience needs rows to look at; add --validation PATH or --validation-fraction F")
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
      for: configuration, data: prepared, refits: false, l2: trainingOptions.l2)
    let path = try RegularizationPath(configuration: configuration, plan: plan, data: prepared)
    try configuration.requireMemory(
      for: path.network, memoryBytes: ProcessInfo.processInfo.physicalMemory)
    try pathOptions.requireWritable()
    let folder = try features.map { _ in
      try interruption.opening { try RunFolder.openNew(path: runFolder) }
    }
    do {
      let team = try workerOptions.makeTeam()
      interruption.protect(team)
      let watch = ContinuousClock()
      let start = watch.now
      let progress = CountProgress(isQuiet: quiet)
      let models = try await path.run(team: team) { point, done, count in
        progress.report(
          "\(done)/\(count)  λ \(point.l1.formatted(significant: 4))  loss "
            + "\(point.train.loss.formatted(digits: 5))  \(point.survivingColumns) columns",
          isLast: done == count)
      }
      let report = path.report(
        models, name: source.name, workers: team.workers, seconds: (watch.now - start) / .seconds(1)
      )
      let chosen = try await keep(models, path, source, folder, team: team, seconds: report.seconds)
      try write(report, chosen)
    } catch {
      folder?.discard()
      throw error
    }
  }

  /// Writes the model that `--features` asks for.
  private func keep(
    _ models: [RegularizationPath.Model], _ path: RegularizationPath, _ source: DataSource,
    _ folder: RunFolder?, team: Team, seconds: Double
  ) async throws -> ChosenModel? {
    guard let features, let folder else { return nil }
    guard var model = path.largest(of: models, features: features) else {
      throw CommandEnd.usage(
        "--features: found no model with 1 to \(features) columns on the path, expected one; try "
          + "more --points")
    }
    // The kept model is trained again unless that is unwanted; --refit does so for every point.
    if pathOptions.refit != false { model = try await path.refitting(model, team: team) }
    return try await SelectionSession(
      path: path, record: source.record(path.data), folder: folder,
      selection: Receipt.Selection(path: path, features: features)
    ).write(model, isRefit: true, team: team, seconds: seconds)
  }

  private func write(_ report: PathReport, _ chosen: ChosenModel?) throws {
    if let csv = pathOptions.csv { try WholeFile.write(report.csv, to: csv) }
    if let svg = pathOptions.svg {
      let marks = chosen.map { [(l1: $0.l1, label: "kept")] } ?? []
      try WholeFile.write(PathPicture.svg(of: report, marks: marks), to: svg)
    }
    try StandardOutput.write(
      json
        ? try JSONFile.text(Answer(path: report, chosen: chosen))
        : PathText.text(report, chosen: chosen))
  }
}
