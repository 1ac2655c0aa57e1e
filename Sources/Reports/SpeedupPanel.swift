import Scaling

/// Speed-up against workers: what was measured or predicted, what would be ideal, and the universal
/// scalability law (USL).
struct SpeedupPanel {
  private let frame: Frame
  private let points: [SpeedupPoint]
  /// What the points are.
  private let pointsName: String
  private let law: UniversalScalabilityLaw?
  /// The law's speed-up; empty where there is no law.
  private let curve: [(workers: Double, speedup: Double)]
  private let across: Axis
  private let upwards: Axis

  init(_ report: ScalingReport, in frame: Frame) {
    self.init(
      points: report.rows.compactMap(SpeedupPoint.init), named: "measured", report: report,
      in: frame)
  }

  init(_ prediction: ScalingPrediction, in frame: Frame) {
    self.init(
      points: prediction.rows.compactMap(SpeedupPoint.init), named: "predicted", report: nil,
      in: frame)
  }

  /// - Parameter report: what has a law, if any.
  private init(
    points: [SpeedupPoint], named pointsName: String, report: ScalingReport?, in frame: Frame
  ) {
    self.frame = frame
    self.points = points
    self.pointsName = pointsName
    law = report?.law
    let mostWorkers = points.map(\.workers).max() ?? 1
    let scale: Axis.Scale = mostWorkers > 8 ? .binaryLogarithmic : .linear
    let upper = scale == .linear ? max(2, mostWorkers) * 1.06 : mostWorkers * 1.15
    let lower = scale == .linear ? 0 : 0.9
    curve = report.map { Self.curve($0, upTo: upper) } ?? []
    let values =
      curve.map(\.speedup) + points.flatMap { [$0.whisker.lowerBound, $0.whisker.upperBound] }
    let highest = values.reduce(upper) { max($0, $1 * 1.03) }
    let lowest = scale == .linear ? 0 : values.reduce(lower) { min($0, $1 * 0.97) }
    across = Axis(scale: scale, domain: lower...upper, ends: (frame.left, frame.right))
    upwards = Axis(scale: scale, domain: lowest...highest, ends: (frame.bottom, frame.top))
  }

  var element: Element {
    let ticks = across.ticks(most: 9, areWhole: true)
    let scaleName = across.scale == .linear ? "" : " (logarithmic)"
    return Element(
      "g", ["class": "speedup"],
      children: [frame.heading("Speed-up")] + legend
        + frame.rows(of: upwards, ticks: upwards.ticks(most: 9)) { $0.decimal(digits: 3) }
        + frame.columns(ticks.map { (x: across.position($0), text: $0.decimal()) })
        + frame.axes(across: "workers" + scaleName, upwards: "speed-up" + scaleName)
        + [ideal] + curveLine + points.map(mark))
  }

  private func place(_ workers: Double, _ speedup: Double) -> (x: Double, y: Double) {
    (across.position(workers), upwards.position(speedup))
  }

  private var ideal: Element {
    let (lower, upper) = (across.domain.lowerBound, across.domain.upperBound)
    return Self.dashed(place(lower, lower), place(upper, upper))
  }

  /// The law's curve, or else lines from point to point.
  private var curveLine: [Element] {
    if curve.isEmpty {
      return points.count < 2
        ? []
        : [
          .polyline(
            points.map { place($0.workers, $0.speedup) }, colour: Palette.measured, width: 1)
        ]
    }
    return [
      Element.polyline(
        curve.map { place($0.workers, $0.speedup) }, colour: Palette.law, width: 1.75
      ).with(["class": "law"])
    ]
  }

  private func mark(_ point: SpeedupPoint) -> Element {
    let (x, y) = place(point.workers, point.speedup)
    let slow = upwards.position(point.whisker.lowerBound)
    let fast = upwards.position(point.whisker.upperBound)
    func line(_ from: (Double, Double), _ to: (Double, Double)) -> Element {
      .line(from, to, colour: Palette.measured, width: 1.25)
    }
    // No cap where the dot would hide it but for its corners.
    let caps = [slow, fast].filter { abs($0 - y) > 5 }.map { line((x - 3.5, $0), (x + 3.5, $0)) }
    let text = "\(point.workers.decimal()) workers: speed-up \(point.speedup.decimal())"
    return Element(
      "g", ["class": "point"],
      children: [
        Element("title", text: text), line((x, slow), (x, fast)),
      ] + caps + [Self.dot((x, y))])
  }

  private var legend: [Element] {
    let y = frame.top - 14
    var x = frame.left
    var elements: [Element] = []
    func add(_ sample: Element, _ text: String) {
      elements += [
        sample, .text(text, at: (x + 25, y + 4), size: Frame.labelSize),
      ]
      x += 25 + text.width(size: Frame.labelSize) + 14
    }
    add(Self.dot((x + 10, y)), pointsName)
    add(Self.dashed((x, y), (x + 20, y)), "ideal")
    if let law, !curve.isEmpty {
      add(
        .line((x, y), (x + 20, y), colour: Palette.law, width: 1.75),
        "USL: σ = \(law.contention.significant()), κ = \(law.coherence.significant())")
    }
    return elements
  }

  private static func dot(_ centre: (x: Double, y: Double)) -> Element {
    Element.disc(centre, radius: 3.6, colour: Palette.measured)
      .with(["stroke": "#ffffff", "stroke-width": "1"])
  }

  private static func dashed(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)
  ) -> Element {
    Element.line(from, to, colour: Palette.faintInk, width: 1.25)
      .with(["stroke-dasharray": "5 4"])
  }

  private static func curve(
    _ report: ScalingReport, upTo last: Double
  ) -> [(workers: Double, speedup: Double)] {
    guard let law = report.law, let first = report.rows.first else { return [] }
    let steps = 96
    let curve = (0...steps).map { step in
      let workers = 1 + (last - 1) * Double(step * step) / Double(steps * steps)
      return (
        workers: workers,
        speedup: law.samplesPerSecond(workers: workers) / first.samplesPerSecond
          * Double(first.workers)
      )
    }
    return curve.allSatisfy { $0.speedup > 0 && $0.speedup.isFinite } ? curve : []
  }
}
