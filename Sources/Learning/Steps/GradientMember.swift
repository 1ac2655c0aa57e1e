public import Arithmetic

/// One worker's memory for the gradients of its shards.
public struct GradientMember: Sendable {
  public let workspace: Workspace
  public let scratch: View<View<Float>>
  private let owners: [Buffer<Float>]
  private let scratchViews: Buffer<View<Float>>

  /// Bytes of activations and residuals that a worker holds at a time; more rows are computed in
  /// groups, which costs an addition per parameter and group.
  private static let mostBytes = 64 << 20

  /// - Parameters:
  ///   - shares: the worker's parts of the minibatches that it will compute.
  ///   - cut: of the largest of them.
  public init(_ layout: ParameterLayout, shares: [StepShare], cut: ShardCut, dropout: Dropout?) {
    let rowsPerShard = cut.rowsPerShard
    let mostRows = max(
      rowsPerShard,
      min(
        Self.mostBytes / Workspace.bytesPerRow(layout.network),
        rowsPerShard << GradientProduct.deepestTree))
    var (mostInSubtree, mostInAll) = (1, 1)
    for share in shares {
      var inAll = 0
      for index in share.subtrees.indices {
        let shards = share.subtrees[index].shards.count
        mostInSubtree = max(mostInSubtree, shards)
        inAll += shards
      }
      mostInAll = max(mostInAll, inAll)
    }
    let capacity = min(mostRows, min(mostInAll * rowsPerShard, cut.rows))
    let owners =
      (0..<Workspace.scratchBuffers(
        shards: mostInSubtree, capacity: capacity, cut: cut)).map { _ in
        Buffer<Float>(repeating: 0, count: layout.count)
      }
    self.owners = owners
    scratchViews = Buffer(copying: owners.map { $0.view })
    scratch = scratchViews.view
    workspace = Workspace(layout, capacity: capacity, dropout: dropout)
  }
}
