import Arithmetic

/// The second half of a step for the worker that owns a slice of the parameters: finish the tree,
/// penalize, step, publish the weights and their transposed copy.
///
/// The penalty is applied here, once per parameter: in the partial gradients it would be counted
/// once per worker.
public final class SliceUpdate: Sendable {
  /// Elements that are summed and updated at a time; the first cache holds a few of these. A whole
  /// number of blocks of every segment.
  static let blockCount = 2048

  private let parameters: Parameters
  private let rule: UpdateRule
  private let range: Range<Int>
  /// The segments that lie in the slice, wholly or in part.
  private let parts: Buffer<Part>
  /// The optimizer's states, empty where it has none.
  private let first: View<Float>
  private let second: View<Float>
  private let state: OptimizerState
  private let scratch: Buffer<Float>
  private let waiting: Buffer<View<Float>>

  /// What of a segment lies in the slice.
  private struct Part: BitwiseCopyable {
    let segment: ParameterSegment
    let lowerBound: Int
    let upperBound: Int
  }

  /// - Parameters:
  ///   - range: the slice; its bounds are block boundaries of the layout.
  ///   - treeDepth: the deepest of the trees that will be finished.
  public init(
    _ parameters: Parameters, state: OptimizerState, rule: UpdateRule, range: Range<Int>,
    treeDepth: Int
  ) {
    self.parameters = parameters
    self.state = state
    self.rule = rule
    self.range = range
    let segments = parameters.layout.segments
    parts = Buffer(
      copying: segments.indices.map { segments[$0] }.filter { $0.range.overlaps(range) }.map {
        let part = $0.range.clamped(to: range)
        return Part(segment: $0, lowerBound: part.lowerBound, upperBound: part.upperBound)
      })
    let none = parameters.values[0..<0]
    first = state.states.count > 0 ? state.states[0] : none
    second = state.states.count > 1 ? state.states[1] : none
    scratch = Buffer(repeating: 0, count: max(1, treeDepth) * Self.blockCount)
    waiting = Buffer(repeating: parameters.values, count: max(1, treeDepth))
  }

  /// Updates the slice.
  ///
  /// - Returns: the first layer, counted from 0, with a weight that is not finite; nil if all are.
  public func apply(_ root: TreeRoot.Program, scalars: StepScalars) -> Int? {
    let values = parameters.values
    var failedLayer: Int?
    for index in parts.view.indices {
      let part = parts.view[index]
      var start = part.lowerBound
      while start < part.upperBound {
        let end = min(start &+ Self.blockCount, part.upperBound)
        let isFinite = ParameterUpdate.apply(
          rule, scalars, to: values[start..<end],
          root: root.children(at: start..<end, scratch: scratch.view, waiting: waiting.view),
          first: first.count == 0 ? first : first[start..<end],
          second: second.count == 0 ? second : second[start..<end],
          isBias: part.segment.isBias)
        if !isFinite && failedLayer == nil { failedLayer = part.segment.layer }
        // While the block is in the first cache.
        if part.segment.isTransposed {
          parameters.transpose(part.segment, range: start..<end)
        }
        start = end
      }
    }
    return failedLayer
  }
}
