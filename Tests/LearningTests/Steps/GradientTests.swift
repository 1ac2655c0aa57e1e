import Arithmetic
import Learning
import Testing

@Suite struct GradientTests {
  static let networks: [SmallProblem] = Activation.allCases.flatMap { activation in
    // The article's squared error is not differentiated as a whole: see its own test.
    Loss.allCases.filter { $0 != .articleSquared }.flatMap { loss in
      [[], [4], [7, 3], [20, 17, 6]].map {
        SmallProblem(hidden: $0, activation: activation, loss: loss)
      }
        // Past the hidden layers, with padding behind the last hidden units and without.
        + [[4], [16], [7, 3], [20, 33]].map {
          SmallProblem(hidden: $0, activation: activation, loss: loss, hasSkip: true)
        }
    }
  }

  @Test func `gradients of every activation and loss equal finite differences`() {
    for problem in Self.networks {
      let parameters = problem.parameters()
      let trainer = problem.trainer(
        parameters,
        rule: UpdateRule(
          optimizer: .sgd, schedule: Schedule(shape: .constant, rate: 1, warmupSteps: 0, steps: 1)))
      let order = problem.order
      let minibatch = Minibatch(order: order.view, rowsPerShard: 16, step: 0)
      let (found, loss) = withExtendedLifetime((problem, trainer, order)) {
        let (gradient, loss) = trainer.gradient(of: minibatch)
        return (parameters.layout.networkOrder(gradient).map(Double.init), loss)
      }
      let values = parameters.networkOrder.map(Double.init)
      let expected = problem.differences(values, rows: 0..<problem.rows)
      let scale = expected.map(\.magnitude).max() ?? 1
      for (index, pair) in zip(found, expected).enumerated() {
        #expect(
          abs(pair.0 - pair.1) <= 2e-5 * max(scale, 1),
          "\(problem.network) parameter \(index): \(pair)")
      }
      let reference = ReferenceNetwork(network: problem.network, parameters: values)
      let expectedLoss = (0..<problem.rows).reduce(0.0) {
        $0
          + reference.loss(input: problem.input($1), target: Double(problem.targets.view[$1]))
      }
      #expect(abs(loss - expectedLoss) <= 1e-5 * expectedLoss)
    }
  }

  @Test(arguments: [1, 3, 16, 40])
  func `gradients do not depend on how many rows the workspace holds`(rowsPerShard: Int) {
    let problem = SmallProblem(hidden: [9], activation: .tanh, loss: .crossEntropy)
    let parameters = problem.parameters()
    let order = problem.order
    let minibatch = Minibatch(order: order.view, rowsPerShard: rowsPerShard, step: 0)
    let shards = minibatch.cut.shards
    var found: [[UInt32]] = []
    for capacity in [1, 2, 5, 16, 33, 40, 100] {
      let workspace = Workspace(
        parameters.layout, capacity: max(capacity, rowsPerShard), dropout: nil)
      let arrays = (0..<8).map { _ in Buffer<Float>(repeating: 0, count: parameters.layout.count) }
      let scratch = Buffer(copying: arrays.map(\.view))
      let output = Buffer<Float>(repeating: 0, count: parameters.layout.count)
      let subtree = Buffer(copying: [SubtreeSum(shards: 0..<shards, sum: output.view)])
      let losses = Buffer<Double>(repeating: 0, count: shards)
      withExtendedLifetime((problem, order, arrays, scratch, subtree, losses)) {
        workspace.gradients(
          of: subtree.view, in: minibatch, examples: problem.examples, parameters: parameters,
          scratch: scratch.view, shardLosses: losses.view, beforeRows: {})
      }
      #expect(
        Workspace.scratchBuffers(
          shards: shards, capacity: max(capacity, rowsPerShard), cut: minibatch.cut) <= 8)
      withExtendedLifetime(output) { found.append(output.view.array().map(\.bitPattern)) }
    }
    #expect(Set(found).count == 1)
  }

  @Test func `a minibatch that fits is taken at once though its last shard is short`() {
    let cut = ShardCut(rows: 24, rowsPerShard: 16)
    #expect(Workspace.scratchBuffers(shards: 2, capacity: 24, cut: cut) == 0)
    #expect(Workspace.scratchBuffers(shards: 2, capacity: 23, cut: cut) == 1)
  }
}
