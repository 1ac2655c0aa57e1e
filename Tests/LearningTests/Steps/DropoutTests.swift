import Arithmetic
import Learning
import Testing

@Suite struct DropoutTests {
  static let dropout = Dropout(rate: 0.3, seed: 41)

  /// The masks of the documentation: unit u of a layer is kept for position p of step t if the
  /// uniform number of (seed, dropout, t, p · all units + units before + u) is below 1 − rate.
  static func masks(_ network: Network, position: Int, step: Int) -> [[Double]] {
    let stream = RandomStream(seed: dropout.seed, purpose: .dropout, major: UInt64(step))
    var element = UInt64(position * network.hidden.reduce(0, +))
    return network.hidden.map { width in
      (0..<width).map { _ in
        defer { element += 1 }
        return stream.uniform(element: element) < 1 - dropout.rate
          ? 1 / (1 - Double(dropout.rate)) : 0
      }
    }
  }

  /// The sum of gradients of a minibatch whose rows are taken backwards.
  static func gradient(
    _ problem: SmallProblem, _ parameters: Parameters, step: Int, capacity: Int, rowsPerShard: Int,
    cut: Int? = nil
  ) -> [Float] {
    let order = Buffer(copying: (0..<problem.rows).reversed().map(UInt32.init))
    let minibatch = Minibatch(order: order.view, rowsPerShard: rowsPerShard, step: step)
    let tree = ReductionTree(leaves: minibatch.cut.shards)
    // What each of one or two workers publishes.
    let parts = (cut.map { [0..<$0, $0..<tree.leaves] } ?? [0..<tree.leaves])
      .map(tree.subtrees(within:))
    let subtrees = parts.flatMap(\.self)
    let workspace = Workspace(parameters.layout, capacity: capacity, dropout: dropout)
    let arrays = (0..<subtrees.count + 8).map { _ in
      Buffer<Float>(repeating: 0, count: parameters.layout.count)
    }
    let scratch = Buffer(copying: arrays.suffix(8).map(\.view))
    let losses = Buffer<Double>(repeating: 0, count: tree.leaves)
    return withExtendedLifetime((problem, order, arrays, scratch, losses)) {
      var published = 0
      for part in parts {
        let sums = Buffer(
          copying: part.enumerated().map {
            SubtreeSum(shards: $0.element, sum: arrays[published + $0.offset].view)
          })
        published += part.count
        withExtendedLifetime(sums) {
          workspace.gradients(
            of: sums.view, in: minibatch, examples: problem.examples, parameters: parameters,
            scratch: scratch.view, shardLosses: losses.view, beforeRows: {})
        }
      }
      func sum(_ node: Range<Int>) -> [Float] {
        if let index = subtrees.firstIndex(of: node) {
          return parameters.layout.networkOrder(arrays[index].view)
        }
        let middle = node.lowerBound + ReductionTree.leftLeaves(of: node.count)
        return zip(sum(node.lowerBound..<middle), sum(middle..<node.upperBound)).map(+)
      }
      return sum(0..<tree.leaves)
    }
  }

  @Test(arguments: Activation.allCases)
  func `gradients are those of the network with the documented masks`(activation: Activation) {
    let problem = SmallProblem(hidden: [19, 5, 33], activation: activation, loss: .crossEntropy)
    let parameters = problem.parameters()
    var reference = ReferenceNetwork(
      network: problem.network, parameters: parameters.networkOrder.map(Double.init))
    for step in [0, 7] {
      let found = Self.gradient(
        problem, parameters, step: step, capacity: problem.rows, rowsPerShard: 16)
      var expected = [Double](repeating: 0, count: found.count)
      for row in 0..<problem.rows {
        let masks = Self.masks(problem.network, position: problem.rows - 1 - row, step: step)
        let gradient = reference.gradient(
          input: problem.input(row), target: Double(problem.targets.view[row]), masks: masks)
        for index in gradient.indices { expected[index] += gradient[index] }
      }
      #expect(zip(found, expected).allSatisfy { abs(Double($0) - $1) <= 1e-5 })
      #expect(found.contains { $0 != 0 })
    }
    // The oracle itself, with a mask, against differences of its loss.
    let masks = Self.masks(problem.network, position: 3, step: 7)
    let input = problem.input(0)
    let gradient = reference.gradient(input: input, target: 1, masks: masks)
    for index in stride(from: 0, to: gradient.count, by: 13) {
      let value = reference.parameters[index]
      reference.parameters[index] = value + 1e-6
      let above = reference.loss(input: input, target: 1, masks: masks)
      reference.parameters[index] = value - 1e-6
      let below = reference.loss(input: input, target: 1, masks: masks)
      reference.parameters[index] = value
      #expect(abs((above - below) / 2e-6 - gradient[index]) <= 1e-7)
    }
  }

  @Test(arguments: [1, 3, 5, 16])
  func `masks do not depend on who computes the rows`(rowsPerShard: Int) {
    let problem = SmallProblem(hidden: [19, 40], activation: .gelu, loss: .crossEntropy)
    let parameters = problem.parameters()
    let expected = Self.gradient(
      problem, parameters, step: 3, capacity: problem.rows, rowsPerShard: rowsPerShard)
    for capacity in [rowsPerShard, 17, 33] {
      for cut in 0...(problem.rows + rowsPerShard - 1) / rowsPerShard {
        let found = Self.gradient(
          problem, parameters, step: 3, capacity: max(capacity, rowsPerShard),
          rowsPerShard: rowsPerShard, cut: cut)
        #expect(found.map(\.bitPattern) == expected.map(\.bitPattern))
      }
    }
    let other = Self.gradient(
      problem, parameters, step: 4, capacity: problem.rows, rowsPerShard: rowsPerShard)
    #expect(other != expected)
  }

  @Test(arguments: [0.05, 0.3, 0.5, 0.9] as [Float])
  func `the fraction kept is 1 − rate and the expectation 1`(rate: Float) {
    // Hidden units are 1 before dropout and the residual is 1, so that the gradient of an output
    // weight is the sum of its unit's masks.
    let (rows, units) = (500, 70)
    let problem = SmallProblem(rows: rows, hidden: [units], activation: .identity, loss: .squared)
    problem.targets.view.fill(-1)
    let parameters = Parameters(ParameterLayout(problem.network))
    parameters.load(
      networkOrder: (0..<problem.network.parameters).map { 350 <= $0 && $0 < 420 ? 1 : 0 })
    let trainer = problem.trainer(
      parameters,
      rule: UpdateRule(
        optimizer: .sgd, schedule: Schedule(shape: .constant, rate: 1, warmupSteps: 0, steps: 1)),
      dropout: Dropout(rate: rate, seed: 12))
    let order = problem.order
    let sums = withExtendedLifetime((problem, trainer, order)) {
      let minibatch = Minibatch(order: order.view, rowsPerShard: 16, step: 5)
      return parameters.layout.networkOrder(trainer.gradient(of: minibatch).gradient)[420..<490]
        .map(Double.init)
    }
    let (keep, draws) = (1 - Double(rate), Double(rows * units))
    let kept = sums.reduce(0, +) * keep / draws
    // Five standard deviations of a binomial fraction.
    #expect(abs(kept - keep) <= 5 * (keep * (1 - keep) / draws).squareRoot())
    let spread = (keep * (1 - keep) / Double(rows)).squareRoot()
    #expect(sums.allSatisfy { abs($0 * keep / Double(rows) - keep) <= 5 * spread })
    #expect(Set(sums).count > 5)
  }
}
