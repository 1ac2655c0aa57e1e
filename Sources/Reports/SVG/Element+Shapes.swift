extension Element {
  static func line(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), colour: String, width: Double = 1
  ) -> Element {
    Element(
      "line",
      [
        "x1": from.x.decimal(), "y1": from.y.decimal(), "x2": to.x.decimal(), "y2": to.y.decimal(),
        "stroke": colour, "stroke-width": width.decimal(),
      ])
  }

  static func rectangle(
    x: Double, y: Double, width: Double, height: Double, colour: String
  ) -> Element {
    Element(
      "rect",
      [
        "x": x.decimal(), "y": y.decimal(), "width": width.decimal(), "height": height.decimal(),
        "fill": colour,
      ])
  }

  static func disc(_ centre: (x: Double, y: Double), radius: Double, colour: String) -> Element {
    Element(
      "circle",
      [
        "cx": centre.x.decimal(), "cy": centre.y.decimal(), "r": radius.decimal(), "fill": colour,
      ])
  }

  static func polyline(
    _ points: [(x: Double, y: Double)], colour: String, width: Double
  ) -> Element {
    Element(
      "polyline",
      [
        "points": points.map { "\($0.x.decimal()),\($0.y.decimal())" }.joined(separator: " "),
        "fill": "none", "stroke": colour, "stroke-width": width.decimal(),
        "stroke-linejoin": "round",
      ])
  }

  /// - Parameters:
  ///   - point: of the baseline, at the anchor.
  ///   - size: of the font.
  static func text(
    _ text: String, at point: (x: Double, y: Double), size: Double, anchor: Anchor = .start,
    colour: String = Palette.ink, isBold: Bool = false
  ) -> Element {
    let element = Element(
      "text",
      [
        "x": point.x.decimal(), "y": point.y.decimal(), "font-size": size.decimal(),
        "text-anchor": anchor.rawValue, "fill": colour,
      ], text: text)
    return isBold ? element.with(["font-weight": "bold"]) : element
  }

  /// Text that reads upwards, centred on a point.
  static func uprightText(
    _ text: String, at point: (x: Double, y: Double), size: Double
  ) -> Element {
    Element.text(text, at: point, size: size, anchor: .middle)
      .with(["transform": "rotate(-90 \(point.x.decimal()) \(point.y.decimal()))"])
  }

  /// Which end of a text its point is.
  enum Anchor: String {
    case start
    case middle
    case end
  }
}
