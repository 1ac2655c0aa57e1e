/// Strengths that were chosen: a line through all panels, with a label above them.
struct StrengthMarks {
  private let marks: [Placed]

  /// Rows of labels above the first panel.
  private(set) var rows = 0

  static let rowHeight = 15.0
  private static let mostRows = 3
  private static let gap = 5.0

  private struct Placed {
    let x: Double
    let text: String
    let size: Double
    /// Nil for a label without room.
    var row: Int?
    /// What the label covers.
    var range: ClosedRange<Double>
    var anchor: Element.Anchor

    /// Whether a label lies on the other's label or line.
    func collides(with other: Placed) -> Bool {
      guard let row, let otherRow = other.row else { return false }
      if row == otherRow, range.overlaps(other.range) { return true }
      return row < otherRow && range.contains(other.x)
        || otherRow < row && other.range.contains(x)
    }
  }

  /// - Parameter limits: between which labels have to lie.
  init(
    _ marks: [(l1: Double, label: String)], across: StrengthAxis, limits: ClosedRange<Double>
  ) {
    let places = marks.compactMap { mark in
      across.position(mark.l1).map { (x: $0, mark: mark) }
    }
    var placed: [Placed] = []
    for place in places {
      let (text, size) = "\(place.mark.label): λ = \(place.mark.l1.significant())".fitted(
        to: (limits.upperBound - limits.lowerBound) / 2, sizes: (most: 11, least: 9))
      let width = text.width(size: size)
      func candidate(_ row: Int, _ anchor: Element.Anchor) -> Placed {
        let left = anchor == .start ? place.x + Self.gap : place.x - Self.gap - width
        return Placed(
          x: place.x, text: text, size: size, row: row, range: left...left + width, anchor: anchor)
      }
      // First where no line of another mark would be crossed if its label were higher.
      let careful = (0..<Self.mostRows).flatMap { [candidate($0, .start), candidate($0, .end)] }
        .filter { candidate in !places.contains { candidate.range.contains($0.x) } }
      let careless = [1, 2, 0].flatMap { [candidate($0, .start), candidate($0, .end)] }
      let fitting = (careful + careless).first { candidate in
        candidate.range.lowerBound >= limits.lowerBound
          && candidate.range.upperBound <= limits.upperBound
          && placed.allSatisfy { !$0.collides(with: candidate) }
      }
      var unlabelled = candidate(0, .start)
      unlabelled.row = nil
      placed.append(fitting ?? unlabelled)
    }
    self.marks = placed
    rows = (placed.compactMap(\.row).max() ?? -1) + 1
  }

  /// - Parameter frames: from the top.
  func element(through frames: [Frame]) -> Element {
    Element("g", ["class": "marks"], children: marks.flatMap { elements($0, frames) })
  }

  private func elements(_ mark: Placed, _ frames: [Frame]) -> [Element] {
    guard let first = frames.first else { return [] }
    let above = mark.row.map { 6 + Self.rowHeight * Double($0) + 9 } ?? 0
    let lines = frames.map { frame in
      let top = frame.top == first.top ? frame.top - above : frame.top
      return Element.line((mark.x, top), (mark.x, frame.bottom), colour: Palette.ink)
        .with(["stroke-dasharray": "2 3", "class": "mark"])
    }
    guard let row = mark.row else { return lines }
    let baseline = first.top - 6 - Self.rowHeight * Double(row)
    let x = mark.anchor == .start ? mark.x + Self.gap : mark.x - Self.gap
    return lines + [.text(mark.text, at: (x, baseline), size: mark.size, anchor: mark.anchor)]
  }
}
