import Machine

/// The sizes that a picture of a machine is laid out with.
struct TopologyMeasures {
  /// Of the numbers of workers, in pixels.
  let fontSize: Double
  /// Of a core's place in the grid. Slow cores are smaller than their place.
  let square: (width: Double, height: Double)
  /// Threads of a core side by side, and one above the other.
  let threads: (columns: Int, rows: Int)
  /// How large a core of each kind is in its place.
  let scales: [Double]

  static let squareGap = 3.0
  static let padding = 6.0
  private static let slowScale = 0.75

  var labelSize: Double { min(12, max(9.5, fontSize)) }
  /// From the top of a box to what is in it.
  var labelHeight: Double { labelSize + 8 }

  init(_ placement: Placement, fontSize: Double, labels: [String]) {
    self.fontSize = fontSize
    let topology = placement.topology
    let most = topology.cores.map(\.processingUnits.count).max() ?? 1
    let columns = most <= 2 ? 1 : most <= 8 ? 2 : Int(Double(most).squareRoot().rounded(.up))
    threads = (columns, (most + columns - 1) / columns)
    let text = labels.map { $0.width(size: fontSize) }.max() ?? 0
    let thread = (width: max(text, fontSize) + 4, height: fontSize + 4)
    let width = thread.width * Double(threads.columns)
    let height = max(thread.height * Double(threads.rows), min(width, 2 * thread.height))
    let kinds = topology.coreKinds.count
    scales = (0..<kinds).map { kind in
      kinds == 1 ? 1 : Self.slowScale + (1 - Self.slowScale) * Double(kind) / Double(kinds - 1)
    }
    // Numbers fit the smallest.
    let smallest = scales.first ?? 1
    square = (width / smallest, height / smallest)
  }

  /// Between the boxes inside of one of this depth.
  func gap(atDepth depth: Int, of deepest: Int) -> Double { 6 + 4 * Double(deepest - depth) }
}
