import Arithmetic
import Learning

/// One worker's memory for the gradients of its shards.
struct GradientMember: Sendable {
  let workspace: Workspace
  let scratch: View<View<Float>>
  private let owners: [Buffer<Float>]
  private let scratchViews: Buffer<View<Float>>

  /// Bytes of activations and residuals that a worker holds at a time; more rows are computed in
  /// groups, which costs an addition per parameter and group.
  private static let mostBytes = 64 << 20

  init(_ layout: ParameterLayout, plans: MinibatchPlans, worker: Int, dropout: Dropout?) {
    let rowsPerShard = plans.rowsPerShard
    let mostRows = max(
      rowsPerShard,
      min(
        Self.mostBytes / Workspace.bytesPerRow(layout.network),
        rowsPerShard << GradientProduct.deepestTree))
    let shards = plans.mostShards(worker: worker)
    let capacity = min(mostRows, min(shards.inAll * rowsPerShard, plans.rowsPerStep))
    let owners =
      (0..<Workspace.scratchBuffers(
        shards: shards.inSubtree, capacity: capacity,
        cut: ShardCut(rows: plans.rowsPerStep, rowsPerShard: rowsPerShard))).map { _ in
        Buffer<Float>(repeating: 0, count: layout.count)
      }
    self.owners = owners
    scratchViews = Buffer(copying: owners.map(\.view))
    scratch = scratchViews.view
    workspace = Workspace(layout, capacity: capacity, dropout: dropout)
  }
}
