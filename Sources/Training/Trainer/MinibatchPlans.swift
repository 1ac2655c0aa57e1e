import Arithmetic
import Learning

/// The minibatches of an epoch: all alike but the last, which may be smaller.
struct MinibatchPlans: Sendable {
  let rows: Int
  let rowsPerStep: Int
  let rowsPerShard: Int
  let full: StepPlan
  let last: StepPlan
  private let owners: [[Buffer<Float>]]

  init(
    rows: Int, rowsPerStep: Int, rowsPerShard: Int, layout: ParameterLayout, _ workers: RunWorkers
  ) async {
    let remainder = rows % rowsPerStep
    let sizes = [rowsPerStep, remainder == 0 ? rowsPerStep : remainder]
    let subtrees = sizes.map {
      StepPlan.subtrees(
        rows: $0, rowsPerShard: rowsPerShard, speeds: workers.speeds, parameters: layout.count)
    }
    let owners = await workers.made { worker in
      (0..<max(subtrees[0][worker].count, subtrees[1][worker].count)).map { _ in
        Buffer<Float>(repeating: 0, count: layout.count)
      }
    }
    let nodes = owners.map { buffers in buffers.map { $0.view } }
    self.rows = rows
    self.rowsPerStep = rowsPerStep
    self.rowsPerShard = rowsPerShard
    self.owners = owners
    let plans = zip(sizes, subtrees).map {
      StepPlan(rows: $0, rowsPerShard: rowsPerShard, subtrees: $1, nodes: nodes)
    }
    full = plans[0]
    last = plans[1]
  }

  /// Positions in the epoch's order.
  func range(ofMinibatch index: Int) -> Range<Int> {
    rowsBefore(minibatch: index)..<rowsBefore(minibatch: index + 1)
  }

  func rowsBefore(minibatch index: Int) -> Int { min(index * rowsPerStep, rows) }

  /// Of a full minibatch.
  var cut: ShardCut { ShardCut(rows: rowsPerStep, rowsPerShard: rowsPerShard) }

  /// Shards of a full minibatch.
  var shards: Int { full.shares[0].shards }

  var treeDepth: Int { max(full.shares[0].root.depth, last.shares[0].root.depth) }
}
