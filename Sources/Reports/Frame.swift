/// A rectangle of the picture in which values are drawn, with room for the labels of its axes to the
/// left and below.
struct Frame {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  static let labelSize = 11.0

  var width: Double { right - left }

  /// What the panel shows, above its legend.
  func heading(_ text: String) -> Element {
    .text(text, at: (left, top - 34), size: 13, isBold: true)
  }

  /// Lines across the frame at the ticks of the axis upwards, with their labels beside them.
  func rows(of axis: Axis, ticks: [Double], label: (Double) -> String) -> [Element] {
    ticks.flatMap { tick in
      let y = axis.position(tick)
      return [
        Element.line((left, y), (right, y), colour: Palette.grid),
        Element.text(label(tick), at: (left - 8, y + 4), size: Self.labelSize, anchor: .end),
      ]
    }
  }

  /// Labels below the frame, as many as do not touch each other.
  ///
  /// - Parameter labels: from left to right; the last one is always there.
  func columns(_ labels: [(x: Double, text: String)]) -> [Element] {
    let gap = 6.0
    func half(_ text: String) -> Double { text.width(size: Self.labelSize) / 2 }
    // The same distance everywhere: every label, or every second one, …, counted from the last.
    let choices = (1...max(1, labels.count)).lazy.map { step in
      labels.indices.filter { (labels.count - 1 - $0) % step == 0 }.map { labels[$0] }
    }
    let shown = choices.first { labels in
      zip(labels, labels.dropFirst()).allSatisfy { left, right in
        left.x + half(left.text) + gap <= right.x - half(right.text)
      }
    }
    return (shown ?? []).map {
      .text($0.text, at: ($0.x, bottom + 17), size: Self.labelSize, anchor: .middle)
    }
  }

  /// The lines of both axes and what they stand for.
  ///
  /// - Parameter across: nil where a frame below says it.
  func axes(across: String?, upwards: String) -> [Element] {
    let name = across.map { across in
      Element.text(
        across, at: ((left + right) / 2, bottom + 37), size: Self.labelSize + 1, anchor: .middle)
    }
    return [
      .polyline([(left, top), (left, bottom), (right, bottom)], colour: Palette.ink, width: 1)
    ] + [name].compactMap(\.self) + [
      .uprightText(upwards, at: (left - 52, (top + bottom) / 2), size: Self.labelSize + 1)
    ]
  }
}
