import Learning
import Training

/// The weight of every raw column along a path: the strongest in colour and by name.
struct WeightPanel {
  private let report: PathReport
  private let frame: Frame
  private let across: StrengthAxis
  private let upwards: ValueAxis
  /// Indices of columns, from the top of the legend.
  private let named: [Int]
  private let others: [Int]
  /// Of the others those that leave the frame.
  private let beyond: Set<Int>

  /// - Parameter report: its points from the smallest strength to the largest.
  init(_ report: PathReport, across: StrengthAxis, in frame: Frame) {
    self.report = report
    self.frame = frame
    self.across = across
    let columns = report.columns.indices.map { ColumnCurve(report, column: $0) }
      .filter { $0.peak > 0 }
    let strongest = columns.sorted { $0.isStronger(than: $1) }.prefix(Palette.lines.count)
    named = strongest.sorted { ($0.first, -$0.column) > ($1.first, -$1.column) }.map(\.column)
    let strong = Set(named)
    others = columns.map(\.column).filter { !strong.contains($0) }
    // A column that is much larger than those with names would press all of them flat.
    let limit = Self.mostOverNamed * (strongest.map(\.peak).max() ?? 0)
    var beyond = Set(columns.filter { $0.peak > limit }.map(\.column))
    if beyond.count > max(1, columns.count / 10) { beyond = [] }
    let shown = report.points.flatMap { point in
      point.columnWeights.indices.filter { !beyond.contains($0) }.map { point.columnWeights[$0] }
    }
    self.beyond = beyond
    upwards = ValueAxis(shown, in: frame, startsAtZero: true)
  }

  /// How many times as large as the largest column with a name another may be.
  private static let mostOverNamed = 4.0

  var element: Element {
    let lines = zip(named, Palette.lines).map { column, colour in
      series(column, colour: colour, width: 2)
    }
    return Element(
      "g", ["class": "weights"],
      children: upwards.rows(most: 7) + zeroLine
        + otherLines
        // From the bottom of the legend, above the others.
        + lines.reversed().map(titled) + across.elements
        + frame.axes(across: nil, upwards: upwards.name(name))
        + SideLegend(frame: frame, heading: "Columns", series: lines, note: note).elements)
  }

  /// What `PathPoint.columnWeights` holds for this network.
  private var name: String {
    let isSingle = report.widths.last == 1
    if report.penalty == .hierarchical && report.widths.count > 2 {
      return isSingle ? "weight of the skip connection" : "norm of skip weights"
    }
    return report.widths.count == 2 && isSingle ? "weight" : "norm of weights"
  }

  /// Until the column has vanished for good, so that the zero line does not get its colour.
  private func series(_ column: Int, colour: String, width: Double) -> Series {
    var points: [(x: Double, y: Double)] = []
    var end = 0
    for point in report.points where column < point.columnWeights.count {
      let weight = point.columnWeights[column]
      guard let x = across.position(point.l1), let y = upwards.position(weight),
        frame.top <= y && y <= frame.bottom
      else { continue }
      points.append((x, y))
      if weight != 0 { end = points.count }
    }
    return Series(
      name: report.columns[column], colour: colour, width: width,
      points: Array(points.prefix(end + 1)))
  }

  private func titled(_ series: Series) -> Element {
    Element(
      "g", ["class": "column"],
      children: [Element("title", text: series.name)] + series.elements(class: "weight"))
  }

  /// So pale where they are many that it shows where they are dense.
  private var otherLines: [Element] {
    let opacity = max(0.2, min(1, 150 / Double(max(1, others.count))))
    return others.map {
      titled(series($0, colour: Palette.other, width: 0.75))
        .with(["opacity": opacity.decimal()])
    }
  }

  private var zeroLine: [Element] {
    guard let zero = upwards.zero else { return [] }
    return [
      Element.line((frame.left, zero), (frame.right, zero), colour: Palette.faintInk)
        .with(["class": "zero"])
    ]
  }

  private var note: String? {
    let zeros = report.columns.count - named.count - others.count
    // There is room for two.
    let parts =
      (others.isEmpty
        ? []
        : beyond.isEmpty
          ? ["\(others.count) more in grey"]
          : ["\(others.count) in grey, \(beyond.count) beyond"])
      + (zeros > 0 && beyond.isEmpty ? ["\(zeros) never used"] : [])
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
