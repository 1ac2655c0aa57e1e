import ArgumentParser
import Lockstep

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The L1 experiment of the seed article, as published and corrected.")

  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "No progress.") var quiet = false

  private struct Answer: Encodable {
    let runs: [SeedRun]
    let selfCheck: SeedSelfCheck
  }

  func run() throws {
    let experiment = SeedExperiment()
    let runs = try SeedExperiment.variants.map { variant in
      if !quiet && StandardError.isTerminal { StandardError.rewrite("\(variant.name) …") }
      return try experiment.run(variant)
    }
    let check = experiment.selfCheck()
    if json {
      try StandardOutput.write(try JSONFile.text(Answer(runs: runs, selfCheck: check)))
    } else {
      try StandardOutput.write(Self.text(runs, check))
    }
  }

  private static func text(_ runs: [SeedRun], _ check: SeedSelfCheck) -> String {
    var results = TextTable()
    results.add("run", "train accuracy", "test accuracy", "Σ|w|", "exact zeros of 112")
    var errors = TextTable()
    errors.add("mean squared error at epoch", "100", "200", "300", "400", "500")
    for run in runs {
      results.add(
        run.name, run.trainAccuracy.formatted(digits: 4), run.testAccuracy.formatted(digits: 4),
        run.sumOfMagnitudes.formatted(digits: 2), "\(run.zeros)")
      errors.add([run.name] + run.meanSquaredErrors.map { $0.formatted(digits: 4) })
    }
    return """
      The experiment of "Neural Network L1 Regularization Using Python" (Visual Studio Magazine,
      December 2017): a 10-8-4 network, 200 rows to train on, 40 to test on, 500 epochs.

      \(results.text)

      \(errors.text)

      With 40 test rows one row is 2.5 points, so these test accuracies do not show that L1 helps \
      or hurts.

      self-check: gradient of loss and penalty against finite differences of the objective, largest
      difference: corrected \(check.corrected.formatted(digits: 6)), as published \
      \(check.asPublished.formatted(digits: 6)) (2λ = \((2 * check.strength).formatted(digits: 6))).
      \(check.verdict)
      """
  }
}
