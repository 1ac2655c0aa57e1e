import Foundation
import Lockstep

/// What a scaling study says to a person.
enum ScalingText {
  static func text(_ report: ScalingReport) -> String {
    var lines = [
      "\(report.mode.rawValue) scaling of \(report.network), on \(report.data)", setting(report),
      "",
      speeds(report).text, "",
      "time in % of a step, mean of the workers that take part", phases(report).text, "",
    ]
    if let law = report.law { lines.append(line(law)) }
    lines += digests(report)
    lines += report.noise.map { "noisy: \($0)" }
    return lines.joined(separator: "\n")
  }

  private static func setting(_ report: ScalingReport) -> String {
    let rows = report.rows.first.map { row in
      switch report.mode {
      case .strong: "\(row.rowsPerStep) rows a step, "
      case .weak: "\(row.rowsPerStep / max(1, row.workers)) rows a step and worker, "
      }
    }
    return (rows ?? "")
      + "\(report.rowsPerShard) rows a shard, \(report.instructionSet), medians of "
      + "\(report.rounds) round\(report.rounds == 1 ? "" : "s")"
  }

  private static func speeds(_ report: ScalingReport) -> TextTable {
    let someAreIdle = report.rows.contains { $0.participants != $0.workers }
    let fastest = report.rows.map(\.microsecondsPerStep).min() ?? 0
    let digits = fastest < 100 ? 2 : 1
    var table = TextTable()
    table.add(
      [
        "workers", "µs/step", "quartiles", "samples/s", "GFLOP/s", "% of peak", "speed-up",
        "efficiency %", "serial %",
      ] + (someAreIdle ? ["taking part"] : []))
    for row in report.rows {
      let spread = row.microsecondsPerStepSpread
      table.add(
        [
          "\(row.workers)", row.microsecondsPerStep.formatted(digits: digits),
          spread.lowerQuartile.formatted(digits: digits) + "–"
            + spread.upperQuartile.formatted(digits: digits),
          row.samplesPerSecond.formatted(digits: 0), row.gigaflops.formatted(digits: 1),
          percent(row.fractionOfPeak), row.speedup.formatted(digits: 2), percent(row.efficiency),
          row.serialFraction.map { (100 * $0).formatted(digits: 2) } ?? "-",
        ] + (someAreIdle ? ["\(row.participants)"] : []))
    }
    return table
  }

  private static func phases(_ report: ScalingReport) -> TextTable {
    var table = TextTable()
    table.add(
      "workers", "gather", "forward", "backward", "weight gradient", "barrier wait", "update",
      "imbalance %", "memory GB/s")
    for row in report.rows {
      let phases = row.phases
      let shares = [
        phases.gather, phases.forward, phases.backward, phases.weightGradient, phases.barrierWait,
        phases.update,
      ].map { phases.total > 0 ? percent($0 / phases.total) : "-" }
      table.add(
        ["\(row.workers)"] + shares + [
          percent(row.loadImbalance), row.memoryGigabytesPerSecond.formatted(digits: 1),
        ])
    }
    return table
  }

  private static func line(_ law: UniversalScalabilityLaw) -> String {
    var line =
      "law     contention σ = \(significant(law.contention)), "
      + "coherence κ = \(significant(law.coherence)); "
    if let workers = law.bestWorkers, let speedup = law.bestSpeedup {
      line +=
        "fastest with \(workers) worker\(workers == 1 ? "" : "s"), "
        + "speed-up \(speedup.formatted(digits: 2))"
    } else {
      line += "more workers are never slower"
    }
    return line
  }

  private static func digests(_ report: ScalingReport) -> [String] {
    if report.digestsAgree == true, let first = report.rows.first {
      // Nothing was compared where one worker did it all.
      let isOneWorkers = report.rows.allSatisfy { $0.participants == 1 }
      return [
        "digest  \(first.digest)  "
          + (isOneWorkers ? "of one worker's steps" : "the same for all worker counts")
      ]
    }
    let verdict = report.digestsAgree == false ? ["digest  DIFFERENT between worker counts:"] : []
    return verdict
      + report.rows.map {
        "digest  \($0.digest)  \($0.workers) worker\($0.workers == 1 ? "" : "s")"
      }
  }

  private static func percent(_ share: Double) -> String { (100 * share).formatted(digits: 1) }

  /// With three digits that count, however small, whatever the locale.
  private static func significant(_ number: Double) -> String { String(format: "%.3g", number) }
}
