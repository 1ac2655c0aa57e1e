import Lockstep

/// The model that a path or a cross-validation ends with, in words.
enum ChosenText {
  static func text(_ chosen: ChosenModel) -> String {
    let names = chosen.selectedFeatures
    var lines = [
      "chosen    λ \(chosen.l1.formatted(significant: 4))"
        + (chosen.isRefit ? ", survivors trained again without penalty" : ""),
      "features  \(names.count): \(names.joined(separator: ", "))",
      line("training", chosen.train),
    ]
    if let validation = chosen.validation { lines.append(line("validation", validation)) }
    if let test = chosen.test { lines.append(line("test", test)) }
    if let run = chosen.run { lines.append("run       \(run)") }
    lines.append("digest    \(chosen.digest)")
    return lines.joined(separator: "\n")
  }

  private static func line(_ name: String, _ metric: PathMetric) -> String {
    var line = name.padded(to: 10) + " loss \(metric.loss.formatted(digits: 6))"
    if let accuracy = metric.accuracy { line += "  accuracy \(accuracy.formatted(digits: 4))" }
    if let r2 = metric.r2 { line += "  R² \(r2.formatted(digits: 4))" }
    return line
  }
}
