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
  /// The segments that lie in the slice, wholly or in part.
  private let parts: Buffer<SlicePart>
  /// Without rows that are groups it has nothing to do. Not an optional, whose unwrapping would count a
  /// reference in every step.
  private let rows: RowUpdate
  /// The states, empty where there are none.
  private let first: View<Float>
  private let second: View<Float>
  private let state: OptimizerState
  private let scratch: Buffer<Float>
  private let waiting: Buffer<View<Float>>

  /// - Parameters:
  ///   - slice: of one worker, from `ParameterSlice.cut` with this rule's penalty.
  ///   - treeDepth: the deepest of the trees that will be finished.
  public init(
    _ parameters: Parameters, state: OptimizerState, rule: UpdateRule,
    factors: PenaltyFactors = .uniform, slice: ParameterSlice, treeDepth: Int
  ) {
    self.parameters = parameters
    self.state = state
    self.rule = rule
    parts = Buffer(
      copying: SlicePart.parts(
        of: slice, parameters.layout, penalty: rule.penalty, factors: factors))
    rows = RowUpdate(parameters, state: state, rule: rule, factors: factors, slice: slice)
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
      let own = scalars.withPenalty(times: part.factor)
      var start = part.range.lowerBound
      while start < part.range.upperBound {
        let end = min(start &+ Self.blockCount, part.range.upperBound)
        let isFinite = ParameterUpdate.apply(
          rule, own, to: values[start..<end],
          root: root.children(at: start..<end, scratch: scratch.view, waiting: waiting.view),
          first: first.count == 0 ? first : first[start..<end],
          second: second.count == 0 ? second : second[start..<end], part.treatment)
        if !isFinite && failedLayer == nil { failedLayer = part.segment.layer }
        // While the block is in the first cache.
        if part.segment.isTransposed && part.treatment != .untilMap {
          parameters.transpose(part.segment, range: start..<end)
        }
        start = end
      }
    }
    if let layer = rows.apply(scalars) { failedLayer = min(failedLayer ?? layer, layer) }
    return failedLayer
  }
}
