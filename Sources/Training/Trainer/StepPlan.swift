import Arithmetic
import Learning
import Team

/// Who computes which subtrees of a minibatch of a given size, and how they become its root.
struct StepPlan: Sendable {
  let rows: Int
  let shards: Int
  /// The subtrees that each worker publishes.
  let subtrees: [[Range<Int>]]
  let root: TreeRoot

  /// - Parameter nodes: each worker's arrays for published gradients, at least one per subtree.
  init(rows: Int, rowsPerShard: Int, subtrees: [[Range<Int>]], nodes: [[View<Float>]]) {
    self.rows = rows
    self.subtrees = subtrees
    shards = ShardCut(rows: rows, rowsPerShard: rowsPerShard).shards
    let published = zip(subtrees, nodes).flatMap { zip($0, $1) }
    root = TreeRoot(
      tree: ReductionTree(leaves: shards), subtrees: published.map(\.0),
      nodes: published.map(\.1))
  }

  /// The largest subtrees inside each worker's share of the shards.
  static func subtrees(rows: Int, rowsPerShard: Int, workers: Int) -> [[Range<Int>]] {
    let tree = ReductionTree(leaves: ShardCut(rows: rows, rowsPerShard: rowsPerShard).shards)
    let split = WorkSplit.shards(tree.leaves, over: workers)
    return (0..<workers).map { tree.subtrees(within: split[$0]) }
  }
}
