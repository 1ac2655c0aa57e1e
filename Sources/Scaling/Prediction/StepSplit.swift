import Arithmetic
import Learning
import Machine
import Team

/// Who computes which shards of a step, and how many gradients each publishes: as training splits them.
struct StepSplit {
  /// Rows of each worker.
  let rows: [Int]
  /// Nodes of the reduction tree that each worker publishes.
  let nodes: [Int]

  var publishedNodes: Int { nodes.reduce(0, +) }

  /// - Parameter speeds: of each worker, above 0; only their ratios count.
  init(_ work: StepWork, speeds: [Double]) {
    let cut = ShardCut(rows: work.rows, rowsPerShard: work.rowsPerShard)
    let tree = ReductionTree(leaves: cut.shards)
    let ranges =
      Set(speeds).count == 1
      ? Self.even(work, cut: cut, workers: speeds.count)
      : Self.ranges(shards: cut.shards, speeds: speeds)
    rows = ranges.map { cut.rows(ofShards: $0).count }
    nodes = ranges.map { tree.subtrees(within: $0).count }
  }

  /// The trainer's own cuts, which keep to subtrees.
  private static func even(_ work: StepWork, cut: ShardCut, workers: Int) -> [Range<Int>] {
    let lastRows = cut.rows(ofShards: cut.shards - 1..<cut.shards).count
    return WorkSplit.shards(
      cut.shards, over: workers, lastShard: Double(lastRows) / Double(work.rowsPerShard),
      nodeCost: work.layout.count <= 1 << 18 ? 0.125 : 0.5
    ).ranges
  }

  /// Shards in proportion to speeds, cut where the sums of speeds are nearest.
  private static func ranges(shards: Int, speeds: [Double]) -> [Range<Int>] {
    let total = speeds.reduce(0, +)
    var (sum, previous) = (0.0, 0)
    return speeds.map { speed in
      sum += speed
      let end = max(previous, min(shards, Int((Double(shards) * sum / total).rounded())))
      defer { previous = end }
      return previous..<end
    }
  }
}
