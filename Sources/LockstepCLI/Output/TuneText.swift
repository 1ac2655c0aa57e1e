import Lockstep

/// A cross-validation in words.
enum TuneText {
  static func text(_ report: TuneReport) -> String {
    let first = report.scores.first
    var columns: [(title: String, cell: (Int) -> String)] = [
      ("λ", { report.scores[$0].l1.formatted(significant: 4) })
    ]
    func add(_ name: String, _ metric: @escaping (FoldScore) -> HeldOutMetric?) {
      guard let first, let known = metric(first) else { return }
      columns.append(
        ("\(name) loss", { metric(report.scores[$0])?.loss.formatted(digits: 5) ?? "-" }))
      columns.append(
        ("±", { metric(report.scores[$0])?.standardError.formatted(digits: 5) ?? "-" }))
      guard known.accuracy != nil else { return }
      columns.append(
        ("accuracy", { metric(report.scores[$0])?.accuracy?.formatted(digits: 4) ?? "-" }))
    }
    add("held-out") { $0.penalized }
    add("refit") { $0.refit }
    columns.append(("columns", { "\(report.path.points[$0].survivingColumns)" }))
    columns.append(("", { marks(report, at: $0) }))
    var table = TextTable()
    table.add(columns.map(\.title))
    for index in report.scores.indices { table.add(columns.map { $0.cell(index) }) }
    var lines = [
      "data      \(report.path.data), \(report.path.columns.count) columns",
      "folds     \(report.folds), penalty \(report.path.penalty.rawValue), "
        + "\(report.seconds.formatted(digits: 2)) s",
      "",
      table.text,
      "",
      ChosenText.text(report.chosen),
      heldOut(report),
    ]
    if let stability = report.stability {
      var frequencies = TextTable()
      frequencies.add("column", "share of halves")
      for column in stability.columns.sorted(by: { $0.frequency > $1.frequency })
      where column.frequency >= 0.5 {
        frequencies.add(column.column, column.frequency.formatted(digits: 2))
      }
      lines += [
        "",
        "stability \(stability.samples) random halves of the rows, strengths "
          + "\(stability.l1.formatted(significant: 4)) and larger, "
          + "\(stability.selectedPerSample.formatted(digits: 1)) columns a half",
        "          expected by chance among those at 0.90 or more: at most "
          + "\(stability.expectedFalse.formatted(digits: 1)); at 0.50 or more:",
        frequencies.text,
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// How the chosen model's like did on rows that were held out.
  private static func heldOut(_ report: TuneReport) -> String {
    let choice = report.choice == .minimum ? report.minimum : report.oneStandardError
    let score = report.scores[choice.index]
    let metric = (choice.isRefit ? score.refit : score.penalized) ?? score.penalized
    return "held out  loss \(metric.loss.formatted(digits: 6)) ± "
      + metric.standardError.formatted(digits: 6)
      + (metric.accuracy.map { "  accuracy \($0.formatted(digits: 4))" } ?? "")
  }

  /// Which choices stand at a strength.
  private static func marks(_ report: TuneReport, at index: Int) -> String {
    let choices = [
      ("minimum", report.minimum), ("one standard error", report.oneStandardError),
    ]
    return choices.filter { $0.1.index == index }
      .map { $0.0 + ($0.1.isRefit ? " (refit)" : "") }.joined(separator: ", ")
  }
}
