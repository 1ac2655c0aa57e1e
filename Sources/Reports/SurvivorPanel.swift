import Training

/// How many inputs and hidden units survive along a path; logarithmic where few of many do.
struct SurvivorPanel {
  private let report: PathReport
  private let frame: Frame
  private let across: StrengthAxis
  private let upwards: Axis

  /// - Parameter report: its points from the smallest strength to the largest.
  init(_ report: PathReport, across: StrengthAxis, in frame: Frame) {
    self.report = report
    self.frame = frame
    self.across = across
    let inputs = Double(report.points.map(\.survivingInputs).max() ?? 0)
    let units = Double(report.points.map(\.survivingUnits).max() ?? 0)
    let most = max(1, inputs, units)
    let least = Self.hasUnits(report) ? min(inputs, units) : most
    let isLogarithmic = most > 200 || most > 8 * max(1, least)
    upwards = Axis(
      scale: isLogarithmic ? .decimalLogarithmic : .linear,
      domain: isLogarithmic ? 1...1.2 * (most + 1) : 0...1.06 * most,
      ends: (frame.bottom, frame.top))
  }

  private static func hasUnits(_ report: PathReport) -> Bool { report.widths.count > 2 }

  var element: Element {
    let inputs = series("inputs", colour: Palette.measured, isDashed: false, \.survivingInputs)
    let units = series("hidden units", colour: Palette.law, isDashed: true, \.survivingUnits)
    let all = Self.hasUnits(report) ? [inputs, units] : [inputs]
    return Element(
      "g", ["class": "survivors"],
      children: rows + all.flatMap { $0.elements(class: "count") } + across.elements
        + frame.axes(across: nil, upwards: isLogarithmic ? "log(count + 1)" : "count")
        + SideLegend(frame: frame, heading: "Survivors", series: all).elements)
  }

  private var isLogarithmic: Bool { upwards.scale == .decimalLogarithmic }

  private func position(_ count: Double) -> Double {
    upwards.position(max(0, count) + (isLogarithmic ? 1 : 0))
  }

  private func series(
    _ name: String, colour: String, isDashed: Bool, _ count: (PathPoint) -> Int
  ) -> Series {
    let points = report.points.compactMap { point in
      across.position(point.l1).map { (x: $0, y: position(Double(count(point)))) }
    }
    return Series(
      name: name, colour: colour, isDashed: isDashed, hasDots: true, points: points)
  }

  private var rows: [Element] {
    guard isLogarithmic else {
      return frame.rows(of: upwards, ticks: upwards.ticks(most: 4, areWhole: true)) {
        $0.decimal()
      }
    }
    // Those above zero that have room.
    var ticks = [1.0]
    for power in upwards.ticks(most: 19)
    where upwards.domain.contains(power + 1)
      && upwards.position(power + 1) < upwards.position(ticks[ticks.count - 1]) - 13
    {
      ticks.append(power + 1)
    }
    return frame.rows(of: upwards, ticks: ticks) { tick in
      let exponent = Int((tick - 1).decimalLogarithm.rounded())
      return tick <= 10_001 ? (tick - 1).decimal() : "10" + Double.superscript(exponent)
    }
  }
}
