import ArgumentParser
import Foundation
import Lockstep

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains a run again from its receipt and says whether the bits are the same.",
    discussion: """
      All digests of the run's files are checked first. Exit code 0: the same; 1: not the same, with the \
      first epoch that differs; 65: a digest of data, checkpoint, model or receipt does not hold.
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run")) var runFolder: String
  @OptionGroup(title: "Data") var dataOptions: RecordedDataOptions

  @Option(
    help: ArgumentHelp(
      "Begin after this epoch, from the newest checkpoint at or before it.", valueName: "EPOCH"))
  var from: Int?

  @Option(help: ArgumentHelp("End after this epoch.", valueName: "EPOCH"))
  var to: Int?

  @Flag(
    help: ArgumentHelp(
      "Verify the stretches between checkpoints side by side, one worker each; see train "
        + "--checkpoint-epochs and --checkpoint-keep all."))
  var stretches = false

  @OptionGroup(title: "Running") var workerOptions: WorkerOptions
  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "No progress.") var quiet = false

  private struct Answer: Encodable {
    let same: Bool
    /// Epochs that were trained again: those after `from` up to `to`; none of them of a model that was
    /// chosen.
    let from: Int
    let to: Int
    let firstDifferentEpoch: Int?
    let difference: Difference?
    /// Of the run's weights.
    let digest: Digest
    let workers: Int
    let seconds: Double

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(same, forKey: .same)
      try values.encode(from, forKey: .from)
      try values.encode(to, forKey: .to)
      try values.encode(firstDifferentEpoch, forKey: .firstDifferentEpoch)
      try values.encode(difference, forKey: .difference)
      try values.encode(digest, forKey: .digest)
      try values.encode(workers, forKey: .workers)
      try values.encode(seconds, forKey: .seconds)
    }

    private enum CodingKeys: String, CodingKey {
      case same, from, to, firstDifferentEpoch, difference, digest, workers, seconds
    }
  }

  func validate() throws {
    guard !stretches || (from == nil && to == nil) else {
      throw ValidationError("--stretches takes all epochs; leave out --from and --to")
    }
  }

  func run() async throws {
    let interruption = Interruption()
    let recorded = try RecordedRun(fromFolder: runFolder)
    let data = dataOptions.data(of: recorded.receipt)
    let (table, prepared) = try data.table()
    if let chosen = SelectionVerification(recorded, table: table, data: prepared) {
      return try await verify(chosen, interruption)
    }
    let verification = try Verification(recorded, data: prepared)
    let range = try range(verification.epochs)
    let team = try workerOptions.makeTeam()
    interruption.protect(team)
    let watch = ContinuousClock()
    let start = watch.now
    let answer: Verification.Answer
    if stretches {
      answer = try await verification.verifyStretches(team: team)
    } else {
      let progress = Progress(isQuiet: quiet, epochs: range.upperBound)
      answer = try await verification.verify(range, team: team) { progress.report($0) }
    }
    // The training decides which epoch is the first; checkpoints may be the ones that are wrong.
    let difference =
      answer.difference ?? (from == nil && to == nil ? verification.checkpointDifference() : nil)
    try say(
      Answer(
        same: difference == nil, from: answer.epochs.lowerBound, to: answer.epochs.upperBound,
        firstDifferentEpoch: difference?.epoch, difference: difference,
        digest: recorded.receipt.digest, workers: team.workers,
        seconds: (watch.now - start) / .seconds(1)))
  }

  /// Of a model that a path or a cross-validation chose.
  private func verify(
    _ chosen: SelectionVerification, _ interruption: Interruption
  ) async throws {
    guard !stretches && from == nil && to == nil else {
      throw CommandEnd.usage(
        "--from, --to and --stretches: found for a model that path or tune chose, which has no epochs; "
          + "leave them out")
    }
    let team = try workerOptions.makeTeam()
    interruption.protect(team)
    let watch = ContinuousClock()
    let start = watch.now
    let progress = CountProgress(isQuiet: quiet)
    let difference = try await chosen.verify(team: team) { done, count in
      progress.report("\(done)/\(count)", isLast: done == count)
    }
    try say(
      Answer(
        same: difference == nil, from: 0, to: 0, firstDifferentEpoch: nil,
        difference: difference, digest: chosen.run.receipt.digest, workers: team.workers,
        seconds: (watch.now - start) / .seconds(1)))
  }

  private func range(_ epochs: Int) throws -> Range<Int> {
    let (first, last) = (from ?? 0, to ?? epochs)
    // A run that was interrupted in its first epoch has a beginning and an end.
    let isAll = from == nil && to == nil
    guard first >= 0, isAll || first < last, last <= epochs else {
      throw CommandEnd.usage(
        "--from \(first) --to \(last): found no stretch of the run, expected epochs from 0 to \(epochs), "
          + "--from below --to; see lockstep verify --help")
    }
    return first..<last
  }

  private func say(_ answer: Answer) throws {
    try StandardOutput.write(json ? try JSONFile.text(answer) : Self.text(answer, runFolder))
    // The answer is on stdout; no error to add.
    if !answer.same { throw CommandEnd(code: 1, message: nil) }
  }

  private static func text(_ answer: Answer, _ path: String) -> String {
    let stretch =
      answer.to > answer.from
      ? "epochs \(answer.from + 1) to \(answer.to) trained again" : "fitted and chosen again"
    let epoch = answer.firstDifferentEpoch.map { " differs first in epoch \($0)" } ?? ""
    guard let difference = answer.difference else {
      return "the same: \(path), \(stretch)\ndigest \(answer.digest)"
    }
    return """
      not the same: \(path)\(epoch): \(difference.what)
      recorded    \(difference.expected)
      found       \(difference.found)
      """
  }
}
