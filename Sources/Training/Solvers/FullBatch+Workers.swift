import Arithmetic
import Learning

extension FullBatch {
  /// All rows of `data`, which must outlive the batch, as the work of a team.
  static func make(
    _ layout: ParameterLayout, data: TrainingData, rowsPerShard: Int, _ workers: RunWorkers
  ) async -> FullBatch {
    let subtrees = StepPlan.subtrees(
      rows: data.rows, rowsPerShard: rowsPerShard, speeds: workers.speeds,
      parameters: layout.count)
    let nodes = await workers.made { worker in
      subtrees[worker].map { _ in Buffer<Float>(repeating: 0, count: layout.count) }
    }
    let plan = StepPlan(
      rows: data.rows, rowsPerShard: rowsPerShard, subtrees: subtrees,
      nodes: nodes.map { buffers in buffers.map { $0.view } })
    let cut = ShardCut(rows: data.rows, rowsPerShard: rowsPerShard)
    let gradients = await workers.made { worker in
      GradientMember(layout, shares: [plan.shares[worker]], cut: cut, dropout: nil)
    }
    // Unlike those of minibatches, a worker's rows are always the same.
    let ranges = subtrees.map { own in
      own.isEmpty ? 0..<0 : cut.rows(ofShards: own[0].lowerBound..<own[own.count - 1].upperBound)
    }
    return FullBatch(
      layout, examples: await data.examples(for: workers, ranges: ranges),
      rowsPerShard: rowsPerShard, plan: plan, nodes: nodes, gradients: gradients)
  }
}
