import Arithmetic
import Learning

/// The gradients of one step's shards, each by itself, as a run computes them.
final class StepShards {
  /// Rows of the minibatch in each shard.
  let cut: ShardCut
  private let run: ReplayedRun
  private let minibatch: Minibatch
  private let order: Buffer<UInt32>
  private let parameters: Parameters
  private let workspace: Workspace
  private let gradient: Buffer<Float>
  private let losses: Buffer<Double>
  private let subtree: Buffer<SubtreeSum>
  /// None: a shard's rows fit.
  private let noScratch: Buffer<View<Float>>

  /// - Parameters:
  ///   - parameters: before the step, in network order.
  ///   - step: counted from 0 since the start of the run.
  init(_ run: ReplayedRun, at parameters: [Float], step: Int) {
    let configuration = run.configuration
    let rows = run.data.training.rows
    let epoch = step / run.stepsPerEpoch
    let first = step % run.stepsPerEpoch * run.rowsPerStep
    let order = Buffer<UInt32>(repeating: 0, count: rows)
    RandomStream(seed: configuration.seed, purpose: .rowOrder, major: UInt64(epoch))
      .writePermutation(into: order.view)
    let layout = ParameterLayout(run.network)
    let gradient = Buffer<Float>(repeating: 0, count: layout.count)
    self.run = run
    self.order = order
    self.gradient = gradient
    minibatch = Minibatch(
      order: order.view[first..<min(first + run.rowsPerStep, rows)],
      rowsPerShard: configuration.rowsPerShard, step: step)
    cut = minibatch.cut
    self.parameters = Parameters(layout)
    self.parameters.load(networkOrder: parameters)
    workspace = Workspace(
      layout, capacity: min(configuration.rowsPerShard, cut.rows),
      dropout: configuration.dropout == 0
        ? nil : Dropout(rate: Float(configuration.dropout), seed: configuration.seed))
    losses = Buffer(repeating: 0, count: cut.shards)
    subtree = Buffer(repeating: SubtreeSum(shards: 0..<1, sum: gradient.view), count: 1)
    noScratch = Buffer(copying: [])
  }

  /// ∂(sum of the losses of a shard's rows)/∂parameters, in network order.
  func gradient(ofShard shard: Int) -> [Float] {
    withExtendedLifetime(self) {
      subtree.view[0] = SubtreeSum(shards: shard..<shard + 1, sum: gradient.view)
      workspace.gradients(
        of: subtree.view, in: minibatch, examples: run.data.training.examples,
        parameters: parameters, scratch: noScratch.view, shardLosses: losses.view, beforeRows: {})
      return parameters.layout.networkOrder(gradient.view)
    }
  }

  /// Training rows of a shard, counted from 0.
  func rows(ofShard shard: Int) -> [Int] {
    withExtendedLifetime(self) {
      cut.rows(ofShards: shard..<shard + 1).map { Int(minibatch.order[$0]) }
    }
  }

  /// The bits of a training row's inputs and target.
  func bits(ofRow row: Int) -> [UInt32] {
    let data = run.data.training
    let inputs = data.examples.inputs.row(row)
    return (0..<data.features).map { inputs[$0].bitPattern }
      + [data.examples.targets[row].bitPattern]
  }
}
