import Testing

@testable import Reports

/// What a mark covers.
struct Box {
  var left: Double
  var right: Double
  var top: Double
  var bottom: Double

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func isInside(width: Double, height: Double) -> Bool {
    left >= 0 && right <= width && top >= 0 && bottom <= height && left.isFinite && top.isFinite
  }
}

extension ParsedPicture.Mark {
  /// Nil for what draws nothing itself.
  func box() throws -> Box? {
    switch name {
    case "line":
      let (x1, x2) = (try number("x1"), try number("x2"))
      let (y1, y2) = (try number("y1"), try number("y2"))
      return Box(left: min(x1, x2), right: max(x1, x2), top: min(y1, y2), bottom: max(y1, y2))
    case "rect":
      let (x, y) = (try number("x"), try number("y"))
      let (width, height) = (try number("width"), try number("height"))
      #expect(width >= 0 && height >= 0)
      return Box(left: x, right: x + width, top: y, bottom: y + height)
    case "circle":
      let (x, y, r) = (try number("cx"), try number("cy"), try number("r"))
      return Box(left: x - r, right: x + r, top: y - r, bottom: y + r)
    case "polyline":
      let numbers = try #require(attributes["points"]).split { $0 == " " || $0 == "," }
        .map { try #require(Double($0)) }
      let x = stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] }
      let y = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
      return Box(
        left: try #require(x.min()), right: try #require(x.max()), top: try #require(y.min()),
        bottom: try #require(y.max()))
    case "text": return try textBox()
    default: return nil
    }
  }

  private func textBox() throws -> Box {
    let (x, y, size) = (try number("x"), try number("y"), try number("font-size"))
    let width = text.width(size: size) * (attributes["font-weight"] == "bold" ? 1.1 : 1)
    let before: Double =
      switch attributes["text-anchor"] {
      case "middle": width / 2
      case "end": width
      default: 0
      }
    if attributes["transform"] != nil {
      return Box(
        left: x - 0.8 * size, right: x + 0.2 * size, top: y - width / 2, bottom: y + width / 2)
    }
    return Box(
      left: x - before, right: x - before + width, top: y - 0.8 * size, bottom: y + 0.2 * size)
  }
}
