import Arithmetic
import Learning
import Team

/// All rows as one minibatch in their own order, and the memory of the workers that compute its gradient.
final class FullBatch: Sendable {
  let layout: ParameterLayout
  let data: TrainingData
  let workers: Int
  private let plans: MinibatchPlans
  private let members: [GradientMember]
  private let order: Buffer<UInt32>
  private let shardLosses: Buffer<Double>

  init(_ layout: ParameterLayout, data: TrainingData, rowsPerShard: Int, workers: Int) {
    let plans = MinibatchPlans(
      rows: data.rows, rowsPerStep: data.rows, rowsPerShard: rowsPerShard, workers: workers,
      layout: layout)
    self.layout = layout
    self.data = data
    self.workers = workers
    self.plans = plans
    members = (0..<workers).map {
      GradientMember(layout, plans: plans, worker: $0, dropout: nil)
    }
    order = Buffer(copying: (0..<data.rows).map { UInt32($0) })
    shardLosses = Buffer(repeating: 0, count: plans.shards)
  }

  var treeDepth: Int { plans.treeDepth }

  /// What becomes the gradient's root once all workers have published.
  func root(worker: Int) -> TreeRoot.Program { plans.full.shares[worker].root }

  /// One worker's shards: losses and gradients at `parameters`. The others may read what it published
  /// after a barrier, and must have read it before the next call.
  func publish(at parameters: Parameters, _ worker: Worker) throws(TeamError) {
    let member = members[worker.index]
    try member.workspace.gradients(
      of: plans.full.shares[worker.index].subtrees,
      in: Minibatch(order: order.view, rowsPerShard: plans.rowsPerShard, step: 0),
      examples: data.examples, parameters: parameters, scratch: member.scratch,
      shardLosses: shardLosses.view
    ) { () throws(TeamError) in try worker.checkCancellation() }
  }

  /// The mean loss at the last published point: the same on every worker.
  var meanLoss: Double { BlockSum.combine(shardLosses.view) / Double(data.rows) }
}
