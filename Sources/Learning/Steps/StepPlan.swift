public import Arithmetic

/// Who computes which subtrees of a minibatch of a given size, and how they become its root.
public final class StepPlan: Sendable {
  public let rows: Int
  /// Each worker's part.
  public let shares: [StepShare]
  private let root: TreeRoot
  private let subtreeBuffers: [Buffer<SubtreeSum>]

  /// - Parameters:
  ///   - subtrees: of each worker, ascending; together every shard once.
  ///   - nodes: each worker's arrays for published gradients, at least one per subtree.
  public init(rows: Int, rowsPerShard: Int, subtrees: [[Range<Int>]], nodes: [[View<Float>]]) {
    let shards = ShardCut(rows: rows, rowsPerShard: rowsPerShard).shards
    let published = zip(subtrees, nodes).map { ranges, sums in
      zip(ranges, sums).map { SubtreeSum(shards: $0, sum: $1) }
    }
    let root = TreeRoot(
      tree: ReductionTree(leaves: shards), subtrees: subtrees.flatMap { $0 },
      nodes: published.flatMap { sums in sums.map { $0.sum } })
    let buffers = published.map { Buffer(copying: $0) }
    self.rows = rows
    self.root = root
    subtreeBuffers = buffers
    shares = buffers.map {
      StepShare(rows: rows, shards: shards, subtrees: $0.view, root: root.program)
    }
  }
}
