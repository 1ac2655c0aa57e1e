import ArgumentParser
import Foundation
import Lockstep

struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains a network from a table and writes a run folder.",
    discussion: """
      DATA is a CSV file (also .gz; separated by commas, semicolons or tabs). Columns are found to \
      be numeric or categorical; the last one is predicted.
      """)

  @Argument(help: "The training data.")
  var data: String?

  @OptionGroup(title: "Data") var dataOptions: DataOptions
  @OptionGroup(title: "Training") var trainingOptions: TrainingOptions
  @OptionGroup(title: "Running") var workerOptions: WorkerOptions
  @OptionGroup(title: "Running") var participationOption: ParticipationOption

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "The run folder (default: in runs/, named by date and digest).", valueName: "DIR"))
  var runFolder: String?

  @Flag(help: "Go on with the run in the folder of --run, from its newest intact checkpoint.")
  var resume = false

  @OptionGroup(title: "Running") var checkpointOptions: CheckpointOptions

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
    guard !resume || runFolder != nil else {
      throw ValidationError("--resume needs --run DIR, the folder of the run to go on with")
    }
    guard
      trainingOptions.patience == nil || dataOptions.validation != nil
        || dataOptions.validationFraction != nil
    else {
      throw ValidationError(
        "--patience needs rows to look at; add --validation PATH or --validation-fraction F")
    }
  }

  func run() async throws {
    if dataOptions.example == "list" {
      return try ExampleList.write(json: json)
    }
    let configuration = trainingOptions.trainingConfiguration()
    try configuration.validate()
    if configuration.l1 == 0 && configuration.penalty != .l1 && !quiet {
      StandardError.write(
        "note: --penalty \(configuration.penalty.rawValue) without --l1 penalizes nothing; add --l1, "
          + "or let lockstep tune find it")
    }
    let interruption = Interruption()
    let source = try dataOptions.source(data, isQuiet: quiet)
    let prepared = try source.prepare(seed: configuration.seed)
    // A loss that does not fit the target is found out before a folder is made.
    try configuration.requireMemory(
      for: try Network(configuration, for: prepared.schema),
      memoryBytes: ProcessInfo.processInfo.physicalMemory)
    let folder = try interruption.opening {
      try RunFolder.open(path: runFolder, resume: resume)
    }
    let record = source.record(prepared)
    if resume, let receipt = try folder.receipt() {
      let identity = RunIdentity(configuration: configuration, data: record)
      if let change = receipt.identity.firstChange(to: identity) {
        throw RunError.changed(path: folder.path, what: change)
      }
      if receipt.isFinished {
        // A process that was killed just after it had written the receipt.
        folder.checkpoints.removeInterruptions()
        if receipt.data.file(.test)?.sha256 != record.file(.test)?.sha256 {
          StandardError.write(
            "note: the run is finished, and its result is without this --test; lockstep evaluate "
              + "\(folder.path) measures it")
        }
        var result = receipt.summary
        // The folder may have been moved since.
        result.run = folder.path
        try show(result, prepared)
        return
      }
    }
    let team = try workerOptions.makeTeam()
    interruption.protect(team)
    let session = TrainingSession(
      configuration: configuration, data: prepared, record: record, folder: folder,
      participation: participationOption.participation, checkpoints: checkpointOptions.plan
    ) { StandardError.write("warning: \($0)") }
    let progress = Progress(isQuiet: quiet, epochs: configuration.epochs)
    let outcome = try await session.run(team: team, resume: resume) { progress.report($0) }
    if let reason = outcome.interruption {
      throw CommandEnd(
        code: Interruption.exitCode(reason),
        message: "interrupted after step \(outcome.summary.steps); a checkpoint is in "
          + "\(folder.path), go on with --run \(folder.path) --resume")
    }
    try show(outcome.summary, prepared)
  }

  private func show(_ summary: RunSummary, _ data: PreparedData) throws {
    try StandardOutput.write(
      json ? try JSONFile.text(summary) : SummaryText.text(summary, data))
  }
}
