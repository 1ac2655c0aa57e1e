import Arithmetic
import Learning
import Team

extension StepPlan {
  /// The largest subtrees inside each worker's share of the shards.
  ///
  /// - Parameters:
  ///   - speeds: of the workers.
  ///   - parameters: elements of a node.
  static func subtrees(
    rows: Int, rowsPerShard: Int, speeds: [Double], parameters: Int
  ) -> [[Range<Int>]] {
    let cut = ShardCut(rows: rows, rowsPerShard: rowsPerShard)
    let tree = ReductionTree(leaves: cut.shards)
    let lastRows = cut.rows(ofShards: cut.shards - 1..<cut.shards).count
    // Nodes that stay in the second cache cost little; others move about as much memory as half a
    // shard's work takes.
    let nodeCost = parameters <= 1 << 18 ? 0.125 : 0.5
    let split = WorkSplit.shards(
      tree.leaves, speeds: speeds, lastShard: Double(lastRows) / Double(rowsPerShard),
      nodeCost: nodeCost)
    return speeds.indices.map { tree.subtrees(within: split[$0]) }
  }
}
