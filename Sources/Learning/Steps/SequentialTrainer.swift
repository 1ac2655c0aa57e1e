public import Arithmetic

/// Training on one thread: the same step that a team computes, in the same order, without a team.
///
/// What other processors are tested with, what `demo` runs on, and the shortest way to read a step
/// from end to end.
public final class SequentialTrainer {
  public let parameters: Parameters
  public let rule: UpdateRule
  private let examples: Examples
  private let workspace: Workspace
  private let state: OptimizerState
  private let update: SliceUpdate
  private let gradient: Buffer<Float>
  private let subtree: Buffer<SubtreeSum>
  /// None: all rows fit.
  private let noScratch: Buffer<View<Float>>
  private let root: TreeRoot
  private let shardLosses: Buffer<Double>
  private let rowsPerShard: Int
  private var step = 0
  private var rateSum = 0.0

  /// - Parameter mostRows: the largest minibatch.
  public init(
    _ parameters: Parameters, rule: UpdateRule, factors: PenaltyFactors = .uniform,
    examples: Examples, dropout: Dropout?, mostRows: Int, rowsPerShard: Int
  ) {
    let layout = parameters.layout
    let cut = ShardCut(rows: mostRows, rowsPerShard: rowsPerShard)
    self.parameters = parameters
    self.rule = rule
    self.examples = examples
    self.rowsPerShard = rowsPerShard
    workspace = Workspace(layout, capacity: mostRows + rowsPerShard, dropout: dropout)
    state = OptimizerState(layout, rule: rule)
    state.begin(at: parameters)
    update = SliceUpdate(
      parameters, state: state, rule: rule, factors: factors,
      slice: ParameterSlice.cut(layout, into: 1, penalty: rule.penalty)[0], treeDepth: 1)
    gradient = Buffer(repeating: 0, count: layout.count)
    root = TreeRoot(
      tree: ReductionTree(leaves: 1), subtrees: [0..<1], nodes: [gradient.view])
    noScratch = Buffer(copying: [])
    subtree = Buffer(repeating: SubtreeSum(shards: 0..<1, sum: gradient.view), count: 1)
    shardLosses = Buffer(repeating: 0, count: cut.shards)
  }

  /// The gradient of the sum of the minibatch's losses, before any penalty; and that sum.
  public func gradient(of minibatch: Minibatch) -> (gradient: View<Float>, loss: Double) {
    let shards = minibatch.cut.shards
    subtree.view[0] = SubtreeSum(shards: 0..<shards, sum: gradient.view)
    workspace.gradients(
      of: subtree.view, in: minibatch, examples: examples, parameters: parameters,
      scratch: noScratch.view, shardLosses: shardLosses.view, beforeRows: {})
    return (gradient.view, BlockSum.combine(shardLosses.view[0..<shards]))
  }

  /// One step on the rows `order`.
  ///
  /// - Returns: the mean loss of the minibatch before the step.
  @discardableResult
  public func step(on order: View<UInt32>) throws(Divergence) -> Double {
    let minibatch = Minibatch(order: order, rowsPerShard: rowsPerShard, step: step)
    let loss = gradient(of: minibatch).loss
    guard loss.isFinite else { throw Divergence(step: step, layer: nil) }
    rateSum += rule.schedule.rate(atStep: step)
    let scalars = StepScalars(rule, step: step, rows: order.count, rateSum: rateSum)
    if let layer = update.apply(root.program, scalars: scalars) {
      throw Divergence(step: step, layer: layer)
    }
    step += 1
    return loss / Double(order.count)
  }
}
