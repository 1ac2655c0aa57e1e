import ArgumentParser
import Foundation
import Lockstep

struct Scale: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures how training scales over worker counts, and proves the bits equal.",
    discussion: """
      Trains DATA, or made rows with --synthetic, with each worker count in turn, several rounds. \
      Prints times, speed-up, the fraction of the machine's peak and where the time goes. Nothing \
      is written but the picture of --svg. Options of training mean what they mean for train.
      """)

  @Argument(help: "The training data.")
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Made rows for a network of these widths instead of DATA: sgd at 0.01 with a subgradient "
        + "L1 of 1e-4 unless options say otherwise.", valueName: "784-256-128-10"))
  var synthetic: String?

  @OptionGroup(title: "Data") var dataOptions: DataOptions
  @OptionGroup(title: "Training") var trainingOptions: TrainingOptions
  @OptionGroup(title: "Measuring") var measuring: MeasuringOptions
  @OptionGroup(title: "Placement") var placementOptions: PlacementOptions

  @Option(
    help: ArgumentHelp(
      "Predict the times on another machine from costs measured here: the name or path of a profile, "
        + "a file of hwloc's lstopo that ends in .xml, or this. No more than one worker trains.",
      valueName: "PROFILE"))
  var predict: String?

  @Option(help: ArgumentHelp("Also draw speed-up and phases.", valueName: "FILE"))
  var svg: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "No progress.")
  var quiet = false

  func validate() throws {
    let sources = [data, synthetic, dataOptions.example].compactMap(\.self).count
    guard sources == 1 else {
      throw ValidationError(
        sources == 0
          ? "found no DATA, expected a file, --example spam or --synthetic 784-256-128-10"
          : "found more than one of DATA, --example and --synthetic, expected one of them")
    }
    if let name = trainingOptions.length {
      throw ValidationError(
        "--\(name): found, but --seconds and --steps say how long scale trains; leave it out")
    }
    if let name = dataOptions.heldOut {
      throw ValidationError("--\(name): found, but scale only trains; leave it out")
    }
    if let predict, predict != "this", !predict.hasSuffix(".xml"), placementOptions.profile != nil {
      throw ValidationError("--profile: found beside --predict, which names one; leave it out")
    }
    if predict != nil && measuring.weak {
      throw ValidationError("--weak: found beside --predict, whose minibatches stay; leave it out")
    }
    guard synthetic != nil else { return }
    if let name = trainingOptions.shape {
      throw ValidationError(
        "--\(name): found beside --synthetic, which has the widths; leave it out")
    }
    if let name = dataOptions.meaning {
      throw ValidationError(
        "--\(name): found beside --synthetic, which has no columns; leave it out")
    }
  }

  func run() async throws {
    if dataOptions.example == "list" { return try ExampleList.write(json: json) }
    // Before minutes of measuring.
    if let svg { try WholeFile.requireWritable(svg) }
    if let predict { return try await self.predict(for: predict) }
    let topology = try Topology.load()
    let profile = try placementOptions.namedProfile()
    let settings = placementOptions.settings(profile)
    if let profile, let note = WorkerOptions.strangeness(of: profile, on: topology) {
      StandardError.write("note: \(note)")
    }
    let planned = Placement.plan(
      settings.placement, on: topology, quota: .ofThisProcess(on: topology))
    let counts = measuring.workers.counts(cores: planned.workers)
    let workload = try workload(mostWorkers: counts.max() ?? 1)
    try requireRows(workload, mostWorkers: counts.max() ?? 1)
    let study = ScalingStudy(
      workload, mode: measuring.weak ? .weak : .strong, workerCounts: counts,
      effort: measuring.effort, on: topology, placement: settings.placement,
      memory: settings.memory)
    try finish(try await study.run(progress: showRound))
  }

  func showRound(_ round: Int) {
    guard !quiet else { return }
    let line = "round \(round)/\(measuring.rounds)"
    if StandardError.isTerminal {
      StandardError.rewrite(line)
    } else if round == measuring.rounds {
      StandardError.write(line)
    }
  }

  /// Prints and draws; fails where worker counts gave different bits.
  private func finish(_ report: ScalingReport) throws {
    if let failure = Self.failure(of: report) { throw failure }
    if let svg { try WholeFile.write(ScalingPicture.svg(of: report), to: svg) }
    // The text says it itself.
    if json { for finding in report.noise { StandardError.write("warning: noisy: \(finding)") } }
    try StandardOutput.write(json ? try JSONFile.text(report) : ScalingText.text(report))
  }

  /// What a study whose digests differ ends with: a broken promise of the program.
  static func failure(of report: ScalingReport) -> CommandEnd? {
    guard report.digestsAgree == false else { return nil }
    let digests = report.rows.map {
      "\($0.workers) worker\($0.workers == 1 ? "" : "s") \($0.digest)"
    }
    return CommandEnd(
      code: 70,
      message: "THE BITS DIFFER between worker counts, which must never happen: "
        + digests.joined(separator: ", ") + "; please report it with this command line")
  }

  // MARK: - What is trained

  func workload(mostWorkers: Int) throws -> ScalingWorkload {
    if let shape = synthetic { return try syntheticWorkload(shape, mostWorkers: mostWorkers) }
    let configuration = trainingOptions.trainingConfiguration()
    try configuration.validate()
    try requireMinibatches(configuration)
    let source = try dataOptions.source(data, isQuiet: quiet)
    let prepared = try source.prepare(seed: configuration.seed)
    let network = try Network(configuration, for: prepared.schema)
    try configuration.requireMemory(
      for: network, memoryBytes: ProcessInfo.processInfo.physicalMemory)
    return ScalingWorkload(
      name: source.name, network: network, configuration: configuration,
      factors: try PenaltyFactors(configuration, for: prepared.schema), data: prepared.training,
      participation: measuring.participationOption.participation)
  }

  /// Solvers have no steps of equal work that could be timed.
  private func requireMinibatches(_ configuration: TrainingConfiguration) throws {
    guard configuration.optimizer.minibatch == nil else { return }
    throw CommandEnd.usage(
      "--optimizer: found '\(configuration.optimizer.rawValue)', expected one that steps on "
        + "minibatches, such as sgd or adam; see lockstep scale --help")
  }

  private func syntheticWorkload(_ shape: String, mostWorkers: Int) throws -> ScalingWorkload {
    guard let synthetic = SyntheticWorkload(shape: shape) else {
      throw CommandEnd.usage(
        "--synthetic: found '\(shape)', expected widths from 1 to \(SyntheticWorkload.mostUnits) "
          + "joined by dashes, such as 784-256-128-10; see lockstep scale --help")
    }
    var defaults = TrainingConfiguration()
    defaults.optimizer = .sgd
    defaults.rate = 0.01
    defaults.l1 = 1e-4
    defaults.l1Method = .subgradient
    var configuration = trainingOptions.trainingConfiguration(over: defaults)
    configuration.hidden = synthetic.hidden
    try configuration.validate()
    try requireMinibatches(configuration)
    guard case .rows(let batch) = configuration.batch else {
      throw CommandEnd.usage(
        "--batch: found 'full', expected a number beside --synthetic, whose rows are made to fit it"
      )
    }
    let network = synthetic.network(activation: configuration.activation)
    let physicalMemory = ProcessInfo.processInfo.physicalMemory
    do {
      try configuration.requireMemory(for: network, memoryBytes: physicalMemory)
    } catch {
      // The option that has the widths here.
      throw ConfigurationError(option: "synthetic", found: error.found, expected: error.expected)
    }
    let (largest, overflows) = batch.multipliedReportingOverflow(
      by: measuring.weak ? mostWorkers : 1)
    let rows = overflows ? Int.max : SyntheticWorkload.rows(batch: largest)
    guard UInt64(synthetic.bytes(rows: rows)) < physicalMemory / 2 else {
      throw CommandEnd.usage(
        "--batch: found \(batch), whose rows of \(synthetic.inputs) inputs need more than half of "
          + "the memory; try a smaller one")
    }
    return ScalingWorkload(
      name: "synthetic", network: network, configuration: configuration,
      data: synthetic.data(rows: rows), participation: measuring.participationOption.participation)
  }

  /// In weak scaling each worker brings its own rows, so that there must be enough of them.
  private func requireRows(_ workload: ScalingWorkload, mostWorkers: Int) throws {
    let batch = workload.configuration.batch.rows(of: workload.data.rows)
    guard measuring.weak, batch * mostWorkers > workload.data.rows else { return }
    throw CommandEnd.usage(
      "--weak: found \(workload.data.rows) rows, expected \(batch * mostWorkers), "
        + "\(batch) for each of \(mostWorkers) workers; try a smaller --batch or fewer --workers")
  }
}
