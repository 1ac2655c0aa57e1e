import Arithmetic
import Learning
import Team

/// Who computes which subtrees of a minibatch of a given size, and how they become its root.
final class StepPlan: Sendable {
  let rows: Int
  /// Each worker's part.
  let shares: [StepShare]
  private let root: TreeRoot
  private let subtreeBuffers: [Buffer<SubtreeSum>]

  /// - Parameter nodes: each worker's arrays for published gradients, at least one per subtree.
  init(rows: Int, rowsPerShard: Int, subtrees: [[Range<Int>]], nodes: [[View<Float>]]) {
    let shards = ShardCut(rows: rows, rowsPerShard: rowsPerShard).shards
    let published = zip(subtrees, nodes).map { ranges, sums in
      zip(ranges, sums).map { SubtreeSum(shards: $0, sum: $1) }
    }
    let root = TreeRoot(
      tree: ReductionTree(leaves: shards), subtrees: subtrees.flatMap(\.self),
      nodes: published.flatMap { $0.map(\.sum) })
    let buffers = published.map { Buffer(copying: $0) }
    self.rows = rows
    self.root = root
    subtreeBuffers = buffers
    shares = buffers.map {
      StepShare(rows: rows, shards: shards, subtrees: $0.view, root: root.program)
    }
  }

  /// The largest subtrees inside each worker's share of the shards.
  ///
  /// - Parameter parameters: elements of a node.
  static func subtrees(
    rows: Int, rowsPerShard: Int, workers: Int, parameters: Int
  ) -> [[Range<Int>]] {
    let cut = ShardCut(rows: rows, rowsPerShard: rowsPerShard)
    let tree = ReductionTree(leaves: cut.shards)
    let lastRows = cut.rows(ofShards: cut.shards - 1..<cut.shards).count
    // Nodes that stay in the second cache cost little; others move about as much memory as half a
    // shard's work takes.
    let nodeCost = parameters <= 1 << 18 ? 0.125 : 0.5
    let split = WorkSplit.shards(
      tree.leaves, over: workers, lastShard: Double(lastRows) / Double(rowsPerShard),
      nodeCost: nodeCost)
    return (0..<workers).map { tree.subtrees(within: split[$0]) }
  }
}

/// What one worker does in a step on a minibatch of a given size: views into its `StepPlan`, which
/// outlives it, so that a step counts no references.
struct StepShare: BitwiseCopyable, Sendable {
  /// Rows of the minibatch.
  let rows: Int
  /// Shards of the minibatch.
  let shards: Int
  /// What this worker computes and publishes.
  let subtrees: View<SubtreeSum>
  /// How everything published becomes the root.
  let root: TreeRoot.Program
}
