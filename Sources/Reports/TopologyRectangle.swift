/// A rectangle of the picture of a machine.
struct TopologyRectangle: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  func moved(x: Double, y: Double) -> TopologyRectangle {
    TopologyRectangle(x: self.x + x, y: self.y + y, width: width, height: height)
  }

  /// Shrunk around its centre.
  func scaled(by factor: Double) -> TopologyRectangle {
    TopologyRectangle(
      x: x + width * (1 - factor) / 2, y: y + height * (1 - factor) / 2, width: width * factor,
      height: height * factor)
  }

  func contains(_ other: TopologyRectangle) -> Bool {
    let slack = 1e-6
    return x <= other.x + slack && y <= other.y + slack
      && other.x + other.width <= x + width + slack
      && other.y + other.height <= y + height + slack
  }

  func overlaps(_ other: TopologyRectangle) -> Bool {
    let slack = 1e-6
    return x + slack < other.x + other.width && other.x + slack < x + width
      && y + slack < other.y + other.height && other.y + slack < y + height
  }
}
