import Arithmetic

/// What of a segment lies in a worker's slice and is treated alike.
struct SlicePart: BitwiseCopyable {
  let segment: ParameterSegment
  let treatment: ParameterUpdate.Treatment
  /// What the penalty's strength is multiplied by.
  let factor: Float
  private let lowerBound: Int
  private let upperBound: Int

  var range: Range<Int> { lowerBound..<upperBound }

  private init(
    _ segment: ParameterSegment, _ range: Range<Int>, _ treatment: ParameterUpdate.Treatment,
    factor: Float
  ) {
    self.segment = segment
    self.treatment = treatment
    self.factor = factor
    lowerBound = range.lowerBound
    upperBound = range.upperBound
  }

  /// The parts of `slice`, ascending within each of its ranges.
  static func parts(
    of slice: ParameterSlice, _ layout: ParameterLayout, penalty: Penalty?,
    factors: PenaltyFactors
  ) -> [SlicePart] {
    let segments = layout.segments
    return slice.ranges.flatMap { range in
      segments.indices.map { segments[$0] }.filter { $0.range.overlaps(range) }.flatMap {
        parts(of: $0, in: range, layout, penalty, factors)
      }
    }
  }

  /// A segment's share of `range`, cut where factors change.
  private static func parts(
    of segment: ParameterSegment, in range: Range<Int>, _ layout: ParameterLayout,
    _ penalty: Penalty?, _ factors: PenaltyFactors
  ) -> [SlicePart] {
    let shape = layout.layers[segment.layer]
    let whole = segment.range.clamped(to: range)
    guard !segment.isBias, let penalty else {
      return [SlicePart(segment, whole, segment.isBias ? .bias : .free, factor: 0)]
    }
    guard !penalty.isGrouped else {
      let isHierarchicalSkip = penalty.shape == .hierarchical && segment.role == .skipWeights
      let isGroup =
        isHierarchicalSkip || !penalty.groups(ofLayer: segment.layer, shape: shape).isEmpty
      return [SlicePart(segment, whole, isGroup ? .untilMap : .free, factor: 0)]
    }
    guard penalty.method != .frozenZeros else {
      return [SlicePart(segment, whole, .penalized, factor: 1)]
    }
    let firstRow = segment.role == .skipWeights ? shape.inputs - shape.skipInputs : 0
    func factor(at offset: Int) -> Float {
      let row = firstRow + (offset - segment.range.lowerBound) / segment.rowWidth
      return Float(factors.factor(layer: segment.layer, input: row, shape: shape))
    }
    var parts: [SlicePart] = []
    var start = whole.lowerBound
    while start < whole.upperBound {
      let own = factor(at: start)
      var end = start + segment.rowWidth
      // Only rows of the first layer and of a skip connection differ, and neither is transposed:
      // parts may begin at any row.
      while end < whole.upperBound && factor(at: end) == own { end += segment.rowWidth }
      parts.append(
        SlicePart(segment, start..<end, own == 0 ? .free : .penalized, factor: own))
      start = end
    }
    return parts
  }
}
