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
    guard let penalty, penalty.isGrouped else {
      let cuts = (0..<count).map { layout.blockBoundary(atOrBelow: layout.count * $0 / count) }
      return (0..<count).map {
        ParameterSlice(
          ranges: [cuts[$0]..<($0 + 1 < count ? cuts[$0 + 1] : layout.count)], groups: [])
      }
    }
    return (0..<count).map { part in
      let ranges = layout.segments.indices.map { index in
        let segment = layout.segments[index]
        let rows = rows(segment.range.count / segment.rowWidth, ofPart: part, of: count)
        let start = segment.range.lowerBound
        return start + rows.lowerBound * segment.rowWidth..<start + rows.upperBound
          * segment.rowWidth
      }
      let groups = layout.layers.indices.map { layer in
        let shape = layout.layers[layer]
        let own = rows(shape.inputs - shape.skipInputs, ofPart: part, of: count)
        return LayerRows(
          layer: layer, rows: own.clamped(to: penalty.groups(ofLayer: layer, shape: shape)))
      }
      return ParameterSlice(
        ranges: ranges.filter { !$0.isEmpty }, groups: groups.filter { !$0.rows.isEmpty })
    }
  }

  /// Even parts of `rows`, cut between blocks.
  private static func rows(_ rows: Int, ofPart part: Int, of count: Int) -> Range<Int> {
    let lanes = Vector.scalarCount
    let blocks = (rows + lanes - 1) / lanes
    return min(rows, blocks * part / count * lanes)..<min(rows, blocks * (part + 1) / count * lanes)
  }
}
