import Arithmetic

/// The second half of a step for the worker that owns a slice of the parameters: finish the tree,
/// penalize, step, publish the weights and their transposed copy.
///
/// The penalty is applied here, once per parameter: in the partial gradients it would be counted
/// once per worker.
public final class SliceUpdate: Sendable {
  /// Elements that are summed and updated at a time; the first cache holds a few of these.
  static let blockCount = 2048

  private let parameters: Parameters
  private let state: OptimizerState
  private let rule: UpdateRule
  private let range: Range<Int>
  private let scratch: Buffer<Float>

  /// - Parameters:
  ///   - range: the slice; its bounds are row boundaries of the layout.
  ///   - treeDepth: the deepest of the trees that will be finished.
  public init(
    _ parameters: Parameters, state: OptimizerState, rule: UpdateRule, range: Range<Int>,
    treeDepth: Int
  ) {
    self.parameters = parameters
    self.state = state
    self.rule = rule
    self.range = range
    scratch = Buffer(repeating: 0, count: max(1, treeDepth) * Self.blockCount)
  }

  /// Updates the slice.
  ///
  /// - Returns: the first layer, counted from 0, with a weight that is not finite; nil if all are.
  public func apply(_ root: TreeRoot, scalars: StepScalars) -> Int? {
    let update = ParameterUpdate(rule: rule, scalars: scalars)
    let states = state.states
    var failedLayer: Int?
    let segments = parameters.layout.segments
    for index in segments.indices {
      let segment = segments[index]
      let part = segment.range.clamped(to: range)
      guard !part.isEmpty else { continue }
      var start = part.lowerBound
      while start < part.upperBound {
        let block = start..<min(start + Self.blockCount, part.upperBound)
        let finite = update.apply(
          to: parameters.values[block], root: root.sum(at: block, scratch: scratch.view),
          first: states.count > 0 ? states[0][block] : parameters.values[0..<0],
          second: states.count > 1 ? states[1][block] : parameters.values[0..<0],
          isBias: segment.isBias)
        if !finite && failedLayer == nil { failedLayer = segment.layer }
        start = block.upperBound
      }
      parameters.transpose(segment, range: part)
    }
    return failedLayer
  }
}
