import Scaling

/// Where the time goes: one bar per worker count, one part per phase.
///
/// In strong mode a bar is the time of all workers together, which would stay the same if nothing
/// were lost: bars of the time per step itself would shrink to slivers that show nothing. In weak
/// mode it is the time per step, which should stay the same there.
struct PhasePanel {
  private let report: ScalingReport
  private let frame: Frame
  private let upwards: Axis
  private let unit: TimeUnit
  private let stepUnit: TimeUnit

  init(_ report: ScalingReport, in frame: Frame) {
    self.report = report
    self.frame = frame
    let highest = report.rows.map { Self.times($0, report.mode).reduce(0, +) }.max() ?? 0
    upwards = Axis(
      scale: .linear, domain: 0...(highest > 0 ? highest * 1.1 : 1),
      ends: (frame.bottom, frame.top))
    unit = TimeUnit(for: highest)
    stepUnit = TimeUnit(for: report.rows.map(\.microsecondsPerStep).max() ?? 0)
  }

  /// Microseconds of each phase, in the order of `Phase.all`; what is no time counts as 0.
  private static func times(_ row: ScalingRow, _ mode: ScalingMode) -> [Double] {
    Phase.all.map { phase in
      let time = phase.time(row.phases) * (mode == .strong ? Double(row.participants) : 1)
      return time > 0 && time.isFinite ? time : 0
    }
  }

  var element: Element {
    let name = report.mode == .strong ? "time of all workers" : "time"
    return Element(
      "g", ["class": "phases"],
      children: [frame.heading("Where the time goes")] + note
        + frame.rows(of: upwards, ticks: ticks) { unit.label($0) }
        + report.rows.indices.map(bar)
        + frame.columns(
          report.rows.indices.map { (x: middle($0), text: String(report.rows[$0].workers)) })
        + frame.axes(across: "workers", upwards: "\(name) per step in \(unit.name)")
        + legend)
  }

  /// Round in the unit of the labels.
  private var ticks: [Double] {
    Axis(
      scale: .linear, domain: 0...(upwards.domain.upperBound / unit.microseconds),
      ends: upwards.ends
    ).ticks(most: 7).map { $0 * unit.microseconds }
  }

  private var slot: Double { frame.width / Double(max(1, report.rows.count)) }

  private var barWidth: Double { min(56, slot * 0.72) }

  private func middle(_ index: Int) -> Double { frame.left + (Double(index) + 0.5) * slot }

  private func bar(_ index: Int) -> Element {
    let row = report.rows[index]
    var total = 0.0
    let parts = zip(Phase.all, Self.times(row, report.mode)).map { phase, time in
      let below = upwards.position(total)
      total += time
      let above = upwards.position(total)
      var part = Element.rectangle(
        x: middle(index) - barWidth / 2, y: above, width: barWidth, height: below - above,
        colour: phase.colour)
      let share = 100 * phase.time(row.phases) / row.phases.total
      part.children = [
        Element(
          "title", text: "\(row.workers) workers, \(phase.name): \(share.decimal(digits: 1)) %")
      ]
      return part
    }
    return Element("g", ["class": "bar"], children: parts + stepTime(index, above: total))
  }

  /// The time of a step above a bar, where there is room for that above all bars.
  private func stepTime(_ index: Int, above total: Double) -> [Element] {
    guard hasStepTimes else { return [] }
    return [
      .text(
        stepTimeText(report.rows[index]), at: (middle(index), upwards.position(total) - 5),
        size: Self.stepTimeSize, anchor: .middle)
    ]
  }

  private func stepTimeText(_ row: ScalingRow) -> String {
    stepUnit.figure(row.microsecondsPerStep)
  }

  private var hasStepTimes: Bool {
    report.rows.allSatisfy { stepTimeText($0).width(size: Self.stepTimeSize) + 3 < slot }
  }

  private static let stepTimeSize = 10.0

  /// What the numbers above the bars are.
  private var note: [Element] {
    guard hasStepTimes, !report.rows.isEmpty else { return [] }
    return [
      .text(
        "above the bars: \(stepUnit.name) per step", at: (frame.left, frame.top - 10),
        size: Frame.labelSize, colour: Palette.faintInk)
    ]
  }

  /// Beside the bars, in the order of their parts.
  private var legend: [Element] {
    Phase.all.reversed().enumerated().flatMap { index, phase in
      let (x, y) = (frame.right + 16, frame.top + 22 + 20 * Double(index))
      return [
        Element.rectangle(x: x, y: y - 9, width: 11, height: 11, colour: phase.colour),
        .text(phase.name, at: (x + 17, y + 1), size: Frame.labelSize),
      ]
    }
  }
}
