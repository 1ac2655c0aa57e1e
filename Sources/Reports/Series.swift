/// A line of a panel, from strength to strength.
struct Series {
  let name: String
  let colour: String
  var width = 2.0
  var isDashed = false
  /// Whether its points are seen where there is room.
  var hasDots = false
  /// Coordinates in the picture.
  let points: [(x: Double, y: Double)]

  /// Above so many points dots would touch.
  private static let mostDots = 60

  func elements(class name: String) -> [Element] {
    guard !points.isEmpty else { return [] }
    return [line(bends, class: name)]
      + (showsDots || points.count == 1
        ? points.map { .disc($0, radius: 2.6, colour: colour) } : [])
  }

  /// A short piece for a legend.
  func sample(at start: (x: Double, y: Double)) -> [Element] {
    let (x, y) = start
    return [line([(x, y), (x + 20, y)], class: "sample")]
      + (showsDots ? [.disc((x + 10, y), radius: 2.6, colour: colour)] : [])
  }

  private var showsDots: Bool { hasDots && points.count <= Self.mostDots }

  private func line(_ points: [(x: Double, y: Double)], class name: String) -> Element {
    let line = Element.polyline(points, colour: colour, width: width).with(["class": name])
    return isDashed ? line.with(["stroke-dasharray": "6 3"]) : line
  }

  /// Without points amid a level stretch: thousands of columns are zero for most of a path.
  private var bends: [(x: Double, y: Double)] {
    points.indices.filter { index in
      guard index > 0, index < points.count - 1 else { return true }
      return points[index - 1].y != points[index].y || points[index].y != points[index + 1].y
    }.map { points[$0] }
  }
}
