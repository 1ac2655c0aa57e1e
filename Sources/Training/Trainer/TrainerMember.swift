import Arithmetic
import Learning
import Team

/// What one worker brings to a run: memory for its rows, and its slice of the parameters.
struct TrainerMember: Sendable {
  let workspace: Workspace
  let scratch: View<View<Float>>
  let update: SliceUpdate
  let slice: Range<Int>
  /// For validation rows; nil where there are none.
  let evaluation: Workspace?
  private let owners: [Buffer<Float>]
  private let scratchViews: Buffer<View<Float>>

  /// Bytes of activations and residuals that a worker holds at a time; more rows are computed in
  /// groups, which costs an addition per parameter and group.
  private static let mostBytes = 64 << 20

  static func make(
    workers: Int, parameters: Parameters, optimizer: OptimizerState, rule: UpdateRule,
    plans: MinibatchPlans, dropout: Dropout?, measures: Bool
  ) -> [TrainerMember] {
    let layout = parameters.layout
    let slices = slices(layout, over: workers)
    let rowsPerShard = plans.rowsPerShard
    let mostRows = max(
      rowsPerShard,
      min(
        mostBytes / Workspace.bytesPerRow(layout.network),
        rowsPerShard << GradientProduct.deepestTree))
    return (0..<workers).map { worker in
      let shards = plans.mostShards(worker: worker)
      let capacity = min(mostRows, min(shards.inAll * rowsPerShard, plans.rowsPerStep))
      let owners =
        (0..<Workspace.scratchBuffers(
          shards: shards.inSubtree, capacity: capacity,
          cut: ShardCut(rows: plans.rowsPerStep, rowsPerShard: rowsPerShard))).map { _ in
          Buffer<Float>(repeating: 0, count: layout.count)
        }
      let views = Buffer(copying: owners.map(\.view))
      return TrainerMember(
        workspace: Workspace(layout, capacity: capacity, dropout: dropout),
        scratch: views.view,
        update: SliceUpdate(
          parameters, state: optimizer, rule: rule, range: slices[worker],
          treeDepth: plans.treeDepth),
        slice: slices[worker],
        evaluation: measures
          ? Workspace(layout, capacity: BlockSum.blockSize, dropout: nil) : nil,
        owners: owners, scratchViews: views)
    }
  }

  /// Even cuts of the parameters, moved to blocks of panels.
  private static func slices(_ layout: ParameterLayout, over workers: Int) -> [Range<Int>] {
    let split = WorkSplit.even(layout.count, over: workers)
    let cuts = (0..<workers).map { layout.blockBoundary(atOrBelow: split[$0].lowerBound) }
    return (0..<workers).map { cuts[$0]..<($0 + 1 < workers ? cuts[$0 + 1] : layout.count) }
  }
}
