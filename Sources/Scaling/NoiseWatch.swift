import Machine

/// Looks for what makes measurements worthless: other work on the same processors, and times that
/// differ from round to round.
struct NoiseWatch {
  /// Of one processing unit; above it, others' work is said.
  private static let mostForeignUse = 0.1
  /// Of all processing units' time.
  private static let mostStolenUse = 0.02
  /// Interquartile range over median of the step times of a row.
  private static let mostSpread = 0.1

  private let units: Set<Int>
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let before: ProcessorUse?

  /// - Parameter topology: everything that this process may use is watched.
  init(_ topology: Topology) {
    units = Set(topology.processingUnits.map(\.osIndex))
    before = .now(on: units)
    start = clock.now
  }

  /// What disturbed the measurements since the watch began, a sentence each.
  func findings(rows: [ScalingRow]) -> [String] {
    let seconds = max(1e-9, (clock.now - start) / .seconds(1))
    var findings: [String] = []
    if let before, let after = ProcessorUse.now(on: units) {
      findings = Self.findings(before: before, after: after, seconds: seconds, units: units.count)
    }
    for row in rows where row.microsecondsPerStepSpread.relativeWidth > Self.mostSpread {
      let percent = Int((100 * row.microsecondsPerStepSpread.relativeWidth).rounded())
      findings.append(
        "the middle half of the rounds with \(row.workers) worker\(row.workers == 1 ? "" : "s") "
          + "spans \(percent) % of the median")
    }
    return findings
  }

  static func findings(
    before: ProcessorUse, after: ProcessorUse, seconds: Double, units: Int
  ) -> [String] {
    let stolen = after.stolenSeconds - before.stolenSeconds
    let foreign =
      after.busySeconds - before.busySeconds - stolen - (after.ownSeconds - before.ownSeconds)
    var findings: [String] = []
    if foreign / seconds > mostForeignUse {
      let percent = Int((100 * foreign / seconds / Double(units)).rounded())
      findings.append(
        "other processes used \(percent) % of the \(units) processing units meanwhile")
    }
    if stolen / seconds / Double(units) > mostStolenUse {
      let percent = Int((100 * stolen / seconds / Double(units)).rounded())
      findings.append("the host gave \(percent) % of the processing units' time to other guests")
    }
    return findings
  }
}
