internal import Arithmetic

/// A worker's share of the parameters.
public struct ParameterSlice: Equatable, Sendable {
  /// Runs of memory whose bounds are block boundaries of the layout, ascending.
  public let ranges: [Range<Int>]
  /// Rows that a penalty looks at as a whole; all of their weights lie in `ranges`, and with a
  /// hierarchical penalty those of the skip connection as well.
  public let groups: [LayerRows]

  /// Rows of a layer's weights: outgoing weights of inputs or units.
  public struct LayerRows: Equatable, Sendable {
    public let layer: Int
    public let rows: Range<Int>
  }

  /// Cuts the parameters into `count` shares of about the same size: runs of memory, or, where rows
  /// are groups, all panels of some rows.
  public static func cut(
    _ layout: ParameterLayout, into count: Int, penalty: Penalty?
  ) -> [ParameterSlice] {
    cut(layout, speeds: Array(repeating: 1, count: count), penalty: penalty)
  }

  /// Cuts the parameters into shares in proportion to `speeds`, which are above 0.
  public static func cut(
    _ layout: ParameterLayout, speeds: [Double], penalty: Penalty?
  ) -> [ParameterSlice] {
    let parts = ProportionalParts(speeds)
    guard let penalty, penalty.isGrouped else {
      let cuts = (0..<speeds.count).map {
        layout.blockBoundary(atOrBelow: parts.start(ofPart: $0, of: layout.count))
      }
      return (0..<speeds.count).map {
        ParameterSlice(
          ranges: [cuts[$0]..<($0 + 1 < speeds.count ? cuts[$0 + 1] : layout.count)], groups: [])
      }
    }
    return (0..<speeds.count).map { part in
      let ranges = layout.segments.indices.map { index in
        let segment = layout.segments[index]
        let rows = rows(segment.range.count / segment.rowWidth, ofPart: part, parts)
        let start = segment.range.lowerBound
        return start + rows.lowerBound * segment.rowWidth..<start + rows.upperBound
          * segment.rowWidth
      }
      let groups = layout.layers.indices.map { layer in
        let shape = layout.layers[layer]
        let own = rows(shape.inputs - shape.skipInputs, ofPart: part, parts)
        return LayerRows(
          layer: layer, rows: own.clamped(to: penalty.groups(ofLayer: layer, shape: shape)))
      }
      return ParameterSlice(
        ranges: ranges.filter { !$0.isEmpty }, groups: groups.filter { !$0.rows.isEmpty })
    }
  }

  /// Part of `rows`, cut between blocks.
  private static func rows(_ rows: Int, ofPart part: Int, _ parts: ProportionalParts) -> Range<Int>
  {
    let lanes = Vector.scalarCount
    let blocks = (rows + lanes - 1) / lanes
    return min(
      rows, parts.start(ofPart: part, of: blocks) * lanes)..<min(
        rows, parts.start(ofPart: part + 1, of: blocks) * lanes)
  }
}

/// Where parts begin whose sizes are in proportion to speeds.
private struct ProportionalParts {
  /// The speeds before each part, and of all.
  private let before: [Double]

  init(_ speeds: [Double]) {
    // Equal ones count as 1, so that parts are cut where whole numbers would cut them.
    let areEqual = speeds.allSatisfy { $0 == speeds[0] }
    var before = [0.0]
    for speed in speeds { before.append(before[before.count - 1] + (areEqual ? 1 : speed)) }
    self.before = before
  }

  func start(ofPart part: Int, of count: Int) -> Int {
    part == before.count - 1
      ? count : min(count, Int(Double(count) * before[part] / before[before.count - 1]))
  }
}
