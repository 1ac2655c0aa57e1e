import Arithmetic
import Learning

/// The minibatches of an epoch: all alike but the last, which may be smaller.
struct MinibatchPlans: Sendable {
  let rows: Int
  let rowsPerStep: Int
  let rowsPerShard: Int
  let full: StepPlan
  private let last: StepPlan
  /// Each worker's arrays for published gradients.
  let nodes: [[View<Float>]]
  private let owners: [Buffer<Float>]

  init(rows: Int, rowsPerStep: Int, rowsPerShard: Int, workers: Int, layout: ParameterLayout) {
    let remainder = rows % rowsPerStep
    let sizes = [rowsPerStep, remainder == 0 ? rowsPerStep : remainder]
    let subtrees = sizes.map {
      StepPlan.subtrees(rows: $0, rowsPerShard: rowsPerShard, workers: workers)
    }
    var owners: [Buffer<Float>] = []
    let nodes = (0..<workers).map { worker in
      (0..<max(subtrees[0][worker].count, subtrees[1][worker].count)).map { _ in
        let buffer = Buffer<Float>(repeating: 0, count: layout.count)
        owners.append(buffer)
        return buffer.view
      }
    }
    self.rows = rows
    self.rowsPerStep = rowsPerStep
    self.rowsPerShard = rowsPerShard
    self.nodes = nodes
    self.owners = owners
    let plans = zip(sizes, subtrees).map {
      StepPlan(rows: $0, rowsPerShard: rowsPerShard, subtrees: $1, nodes: nodes)
    }
    full = plans[0]
    last = plans[1]
  }

  func plan(rows: Int) -> StepPlan { rows == full.rows ? full : last }

  /// Positions in the epoch's order.
  func range(ofMinibatch index: Int) -> Range<Int> {
    rowsBefore(minibatch: index)..<rowsBefore(minibatch: index + 1)
  }

  func rowsBefore(minibatch index: Int) -> Int { min(index * rowsPerStep, rows) }

  /// The most shards in one subtree of `worker`.
  func mostShards(worker: Int) -> Int {
    max(1, (full.subtrees[worker] + last.subtrees[worker]).map(\.count).max() ?? 1)
  }

  var treeDepth: Int { max(full.root.depth, last.root.depth) }
}
