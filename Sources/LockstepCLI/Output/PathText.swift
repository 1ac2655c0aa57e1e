import Lockstep

/// A path in words: a row per strength.
enum PathText {
  static func text(_ report: PathReport, chosen: ChosenModel?) -> String {
    var lines = [
      "data      \(report.data), \(report.columns.count) columns",
      "path      \(report.points.count) strengths \(report.direction.rawValue), penalty "
        + "\(report.penalty.rawValue), \(report.seconds.formatted(digits: 2)) s",
      "",
      table(report).text,
    ]
    if let chosen { lines += ["", ChosenText.text(chosen)] }
    return lines.joined(separator: "\n")
  }

  private static func table(_ report: PathReport) -> TextTable {
    let first = report.points.first
    let metric = first?.train.metricName ?? "loss"
    // A column for what there is.
    var columns: [(title: String, cell: (PathPoint) -> String)] = [
      ("λ", { $0.l1.formatted(significant: 4) }),
      ("objective", { $0.objective.formatted(digits: 6) }),
      ("training \(metric)", { $0.train.shown }),
    ]
    if first?.validation != nil { columns.append(("validation", { $0.validation?.shown ?? "-" })) }
    if first?.test != nil { columns.append(("test", { $0.test?.shown ?? "-" })) }
    columns.append(("weights", { "\($0.nonzeroWeights)" }))
    columns.append(("inputs", { "\($0.survivingInputs)" }))
    if report.widths.count > 2 { columns.append(("units", { "\($0.survivingUnits)" })) }
    columns.append(("columns", { "\($0.survivingColumns)" }))
    if first?.refit != nil { columns.append(("refit", { $0.refit?.best.shown ?? "-" })) }
    var table = TextTable()
    table.add(columns.map(\.title))
    for point in report.points { table.add(columns.map { $0.cell(point) }) }
    return table
  }
}

extension PathRefit {
  /// On the rows that say most: test, else validation, else training rows.
  var best: PathMetric { test ?? validation ?? train }
}

extension PathMetric {
  /// Accuracy, R² or, where there is neither, the loss.
  var metricName: String { accuracy != nil ? "accuracy" : r2 != nil ? "R²" : "loss" }

  var shown: String { (accuracy ?? r2 ?? loss).formatted(digits: 4) }
}
