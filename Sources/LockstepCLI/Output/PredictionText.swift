import Foundation
import Lockstep

/// What a prediction says to a person.
enum PredictionText {
  static func text(_ prediction: ScalingPrediction) -> String {
    let lines = [
      "predicted scaling of \(prediction.network), on \(prediction.data)",
      "for \(machine(prediction.machine))", setting(prediction), "",
      speeds(prediction).text, "",
      "µs of a step", terms(prediction).text, "",
    ]
    return
      (lines + prediction.assumptions.map { "assumed: \($0)" }
      + prediction.noise.map { "noisy: \($0)" }).joined(separator: "\n")
  }

  private static func machine(_ machine: PredictedMachine) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    return machine.name + ": "
      + [
        count(machine.packages, "package"), count(machine.numaNodes, "NUMA node"),
        count(machine.lastCaches, "last cache"), count(machine.cores, "core"),
        count(machine.pus, "hardware thread"),
      ].joined(separator: ", ")
  }

  private static func setting(_ prediction: ScalingPrediction) -> String {
    let costs = prediction.costs
    let exchange =
      costs.exchange.areMeasured
      ? "a meeting of two \(Int(costs.exchange.meetingNanoseconds.rounded())) ns" : "one core here"
    return "\(prediction.rowsPerStep) rows a step, \(prediction.rowsPerShard) rows a shard; costs "
      + "measured here, \(prediction.instructionSet), medians of \(prediction.rounds) "
      + "round\(prediction.rounds == 1 ? "" : "s"), \(exchange)"
  }

  private static func speeds(_ prediction: ScalingPrediction) -> TextTable {
    let someAreIdle = prediction.rows.contains { $0.participants != $0.workers }
    var table = TextTable()
    table.add(
      ["workers", "µs/step", "samples/s", "speed-up", "efficiency %", "limited by"]
        + (someAreIdle ? ["taking part"] : []))
    let digits = digits(prediction)
    for row in prediction.rows {
      table.add(
        [
          "\(row.workers)", row.microsecondsPerStep.formatted(digits: digits),
          row.samplesPerSecond.formatted(digits: 0), row.speedup.formatted(digits: 2),
          (100 * row.efficiency).formatted(digits: 1), row.limit.words,
        ] + (someAreIdle ? ["\(row.participants)"] : []))
    }
    return table
  }

  /// Without the terms that are nothing everywhere.
  private static func terms(_ prediction: ScalingPrediction) -> TextTable {
    let shown = StepTerms.all.filter { term in
      term.name == .computing || prediction.rows.contains { term.value($0.terms) > 0 }
    }
    var table = TextTable()
    table.add(["workers"] + shown.map { $0.name.words })
    let digits = digits(prediction)
    for row in prediction.rows {
      table.add(
        ["\(row.workers)"] + shown.map { $0.value(row.terms).formatted(digits: digits) })
    }
    return table
  }

  private static func digits(_ prediction: ScalingPrediction) -> Int {
    (prediction.rows.map(\.microsecondsPerStep).min() ?? 0) < 100 ? 2 : 1
  }

}
