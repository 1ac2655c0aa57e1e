import Scaling

/// What a predicted step is made of: one bar per worker count, one part per term, each bar the whole of
/// its step.
struct TermPanel {
  private let rows: [PredictionRow]
  private let frame: Frame
  private let upwards: Axis
  private let unit: TimeUnit
  /// Those that are something in any row.
  private let terms: [(name: StepTerms.Name, value: @Sendable (StepTerms) -> Double)]

  init(_ prediction: ScalingPrediction, in frame: Frame) {
    rows = prediction.rows
    self.frame = frame
    upwards = Axis(scale: .linear, domain: 0...100, ends: (frame.bottom, frame.top))
    unit = TimeUnit(for: prediction.rows.map(\.microsecondsPerStep).max() ?? 0)
    let rows = rows
    terms = StepTerms.all.filter { term in
      term.name == .computing || rows.contains { term.value($0.terms) > 0 }
    }
  }

  var element: Element {
    Element(
      "g", ["class": "terms"],
      children: [frame.heading("What a step is made of")] + note
        + frame.rows(of: upwards, ticks: [0, 20, 40, 60, 80, 100]) { $0.decimal() }
        + rows.indices.map(bar)
        + frame.columns(rows.indices.map { (x: middle($0), text: String(rows[$0].workers)) })
        + frame.axes(across: "workers", upwards: "% of a step")
        + legend)
  }

  private var slot: Double { frame.width / Double(max(1, rows.count)) }

  private var barWidth: Double { min(56, slot * 0.72) }

  private func middle(_ index: Int) -> Double { frame.left + (Double(index) + 0.5) * slot }

  private func bar(_ index: Int) -> Element {
    let row = rows[index]
    let step = row.terms.microseconds
    var total = 0.0
    let parts = terms.map { term in
      let value = step > 0 ? 100 * term.value(row.terms) / step : 0
      let share = value > 0 && value.isFinite ? value : 0
      let below = upwards.position(total)
      total += share
      let above = upwards.position(total)
      var part = Element.rectangle(
        x: middle(index) - barWidth / 2, y: above, width: barWidth, height: below - above,
        colour: Self.colour(term.name))
      part.children = [
        Element(
          "title",
          text: "\(row.workers) workers, \(term.name.words): \(share.decimal(digits: 1)) %")
      ]
      return part
    }
    return Element("g", ["class": "bar"], children: parts + stepTime(index))
  }

  private func stepTime(_ index: Int) -> [Element] {
    guard hasStepTimes else { return [] }
    return [
      .text(
        unit.figure(rows[index].microsecondsPerStep), at: (middle(index), frame.top - 5),
        size: Self.stepTimeSize, anchor: .middle)
    ]
  }

  private static let stepTimeSize = 10.0

  /// Whether there is room for the time of a step above all bars.
  private var hasStepTimes: Bool {
    rows.allSatisfy {
      unit.figure($0.microsecondsPerStep).width(size: Self.stepTimeSize) + 3 < slot
    }
  }

  private var note: [Element] {
    guard hasStepTimes, !rows.isEmpty else { return [] }
    return [
      .text(
        "above the bars: \(unit.name) per step", at: (frame.left, frame.top - 18),
        size: Frame.labelSize, colour: Palette.faintInk)
    ]
  }

  /// Beside the bars, in the order of their parts.
  private var legend: [Element] {
    terms.reversed().enumerated().flatMap { index, term in
      let (x, y) = (frame.right + 16, frame.top + 22 + 20 * Double(index))
      return [
        Element.rectangle(
          x: x, y: y - 9, width: 11, height: 11, colour: Self.colour(term.name)),
        .text(term.name.words, at: (x + 17, y + 1), size: Frame.labelSize),
      ]
    }
  }

  private static func colour(_ term: StepTerms.Name) -> String {
    switch term {
    case .computing: Palette.forward
    case .imbalance: Palette.other
    case .rowOrder: Palette.ink
    case .update: Palette.update
    case .fetchWithinCache: Palette.gather
    case .fetchWithinNode: Palette.backward
    case .fetchAcross: Palette.weightGradient
    case .meetings: Palette.law
    case .spill: Palette.spill
    case .memory: Palette.memory
    }
  }
}
