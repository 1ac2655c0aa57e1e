import Training

/// How well the models of a path do, and what cross-validation says of them.
struct MetricPanel {
  private let report: PathReport
  private let bands: [PathBand]
  private let figure: PathFigure
  private let frame: Frame
  private let across: StrengthAxis
  private let upwards: ValueAxis

  private static let bandColour = Palette.ink

  /// - Parameter report: its points from the smallest strength to the largest.
  init(_ report: PathReport, bands: PathBands?, across: StrengthAxis, in frame: Frame) {
    self.report = report
    self.frame = frame
    self.across = across
    let figure = bands?.figure ?? PathFigure(of: report)
    self.figure = figure
    self.bands = (bands?.bands ?? []).filter { $0.l1 >= 0 }.sorted { $0.l1 < $1.l1 }
    let curves = Self.curves(report)
    let values = report.points.flatMap { point in
      curves.compactMap { curve in curve.metric(point).flatMap(figure.value) }
    }
    let whiskers = self.bands.flatMap { [$0.mean, Self.whisker($0).lower, Self.whisker($0).upper] }
    upwards = ValueAxis(values + whiskers, in: frame, startsAtZero: false)
  }

  var element: Element {
    let series = Self.curves(report).map(series) + bandSeries
    return Element(
      "g", ["class": "metric"],
      children: upwards.rows(most: 6, limit: figure == .loss ? .infinity : 1)
        + bands.flatMap(whisker) + series.flatMap { $0.elements(class: "metric") }
        + across.elements
        + frame.axes(
          across: "λ (logarithmic)", upwards: upwards.name(figure.name))
        + SideLegend(
          frame: frame, heading: figure.name.prefix(1).uppercased() + figure.name.dropFirst(),
          series: series.filter { !$0.points.isEmpty },
          note: bands.isEmpty ? nil : "bars: ± standard error"
        ).elements)
  }

  private struct Curve {
    let name: String
    let colour: String
    var isDashed = false
    let metric: (PathPoint) -> PathMetric?
  }

  /// Of the training, of the validation, and of the validation after the refit; of the test where there
  /// is no validation.
  private static func curves(_ report: PathReport) -> [Curve] {
    let training = Curve(name: "training", colour: Palette.measured) { $0.train }
    if report.points.contains(where: { $0.validation != nil }) {
      return [
        training, Curve(name: "validation", colour: Palette.law) { $0.validation },
        Curve(name: "validation of the refit", colour: Palette.backward, isDashed: true) {
          $0.refit?.validation
        },
      ]
    }
    return [
      training, Curve(name: "test", colour: Palette.law) { $0.test },
      Curve(name: "test of the refit", colour: Palette.backward, isDashed: true) {
        $0.refit?.test
      },
    ]
  }

  private func series(_ curve: Curve) -> Series {
    let points = report.points.compactMap { point -> (x: Double, y: Double)? in
      guard let value = curve.metric(point).flatMap(figure.value) else { return nil }
      return place(point.l1, value)
    }
    return Series(
      name: curve.name, colour: curve.colour, isDashed: curve.isDashed, hasDots: true,
      points: points)
  }

  private var bandSeries: [Series] {
    let points = bands.compactMap { place($0.l1, $0.mean) }
    guard !points.isEmpty else { return [] }
    return [
      Series(
        name: "cross-validation", colour: Self.bandColour, width: 1.5, hasDots: true,
        points: points)
    ]
  }

  private func place(_ strength: Double, _ value: Double) -> (x: Double, y: Double)? {
    guard let x = across.position(strength), let y = upwards.position(value) else { return nil }
    return (x, y)
  }

  private static func whisker(_ band: PathBand) -> (lower: Double, upper: Double) {
    (band.mean - band.standardError, band.mean + band.standardError)
  }

  private func whisker(_ band: PathBand) -> [Element] {
    let ends = Self.whisker(band)
    guard let (x, lower) = place(band.l1, ends.lower), let upper = upwards.position(ends.upper)
    else { return [] }
    func line(_ from: (Double, Double), _ to: (Double, Double)) -> Element {
      .line(from, to, colour: Palette.faintInk, width: 1)
    }
    let bar = line((x, lower), (x, upper)).with(["class": "band"])
    return [bar, line((x - 2, lower), (x + 2, lower)), line((x - 2, upper), (x + 2, upper))]
  }
}
