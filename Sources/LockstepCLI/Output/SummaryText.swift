import Lockstep

/// What `train` says of a finished run to a person.
enum SummaryText {
  static func text(_ summary: RunSummary, _ data: PreparedData) -> String {
    var lines = [
      "data        \(data.training.rows) rows, \(data.training.features) features"
        + (data.schema.target.classes.isEmpty
          ? "" : ", \(data.schema.target.classes.count) classes"),
      "trained     \(summary.epochs) epochs, \(summary.steps) steps, "
        + workers(summary) + ", "
        + "\(summary.seconds.formatted(digits: 2)) s, "
        + "\(Int(summary.samplesPerSecond)) rows/s"
        + (summary.stoppedEarly ? ", stopped early" : ""),
      line("training", summary.trainLoss, summary.trainAccuracy, summary.trainR2),
      line("validation", summary.validationLoss, summary.validationAccuracy, summary.validationR2),
      line("test", summary.testLoss, summary.testAccuracy, summary.testR2),
    ].compactMap { $0 }
    if let objective = summary.objective {
      let parts = zip([summary.trainLoss, summary.penalty], ["loss", "penalty"]).compactMap {
        value, name in value.map { "\(name) \($0.formatted(digits: 6))" }
      }
      lines.append(
        "objective   \(objective.formatted(digits: 6))"
          + (parts.count == 2 ? " = \(parts.joined(separator: " + "))" : ""))
    }
    if let certificate = summary.certificate {
      lines.append("optimality  \(CertificateText.line(certificate))")
    }
    let zeros = summary.weights - summary.nonzeroWeights
    lines += [
      "weights     \(summary.nonzeroWeights) of \(summary.weights) not zero "
        + "(\((100 * Double(zeros) / Double(max(1, summary.weights))).formatted(digits: 1)) % zeros)",
      "features    \(summary.selectedFeatures.count) of \(rawColumns(data)) columns in use",
      "run         \(summary.run)",
      "digest      \(summary.digest)",
    ]
    return lines.joined(separator: "\n")
  }

  /// Those that took part, of all where they differ.
  private static func workers(_ summary: RunSummary) -> String {
    let all = "\(summary.workers) worker\(summary.workers == 1 ? "" : "s")"
    guard let participants = summary.participants, participants != summary.workers else {
      return all
    }
    return "\(participants) of \(all)"
  }

  private static func rawColumns(_ data: PreparedData) -> Int {
    data.schema.columns.count { $0.role.isFeature }
  }

  private static func line(
    _ name: String, _ loss: Double?, _ accuracy: Double?, _ r2: Double?
  ) -> String? {
    guard let loss else { return nil }
    var line = name.padded(to: 12) + "loss \(loss.formatted(digits: 6))"
    if let accuracy { line += "  accuracy \(accuracy.formatted(digits: 4))" }
    if let r2 { line += "  R² \(r2.formatted(digits: 4))" }
    return line
  }
}

extension String {
  /// With spaces behind it up to `width` characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
