import ArgumentParser
import Foundation
import Lockstep

struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what two runs have otherwise, down to the first step and parameter.",
    discussion: """
      Reads what the runs recorded, then trains both again from the last checkpoint that they have in \
      common, if that can tell more. Exit code 0: the same bits; 1: not the same; 65: a digest of data, \
      checkpoint, model or receipt does not hold.
      """)

  @Argument(help: ArgumentHelp("The first run folder.", valueName: "run")) var runFolder: String
  @Argument(help: ArgumentHelp("The second run folder.", valueName: "other-run"))
  var otherFolder: String

  @OptionGroup(title: "Data") var dataOptions: RecordedDataOptions
  @OptionGroup(title: "Data") var otherDataOptions: OtherDataOptions

  @Flag(help: "Train nothing; say what the runs recorded.")
  var noReplay = false

  @OptionGroup(title: "Running") var workerOptions: WorkerOptions
  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "No progress.") var quiet = false

  func run() async throws {
    let interruption = Interruption()
    let comparison = Comparison(
      try RecordedRun(fromFolder: runFolder, anyContract: true),
      try RecordedRun(fromFolder: otherFolder, anyContract: true))
    let replay = try await replay(comparison, interruption)
    let answer = ComparisonAnswer(comparison, replay)
    try StandardOutput.write(
      json ? try JSONFile.text(answer) : ComparisonText.text(answer, runFolder, otherFolder))
    // The answer is on stdout; no error to add.
    if !answer.same { throw CommandEnd(code: 1, message: nil) }
  }

  private func replay(
    _ comparison: Comparison, _ interruption: Interruption
  ) async throws -> Comparison.ReplayOutcome {
    if noReplay { return .leftOut(comparison.reasonAgainstReplay ?? "--no-replay was given") }
    return try await comparison.replay(
      dataOptions.data(of: comparison.first.receipt), dataOfSecond(comparison.second.receipt)
    ) {
      let team = try workerOptions.makeTeam()
      interruption.protect(team)
      if !quiet { StandardError.write("training both runs again up to the first difference") }
      return team
    }
  }

  private func dataOfSecond(_ receipt: Receipt) -> RecordedData {
    var options = dataOptions
    options.data = otherDataOptions.otherData
    options.validation = otherDataOptions.otherValidation
    return options.data(of: receipt)
  }
}
