import Arithmetic
import Learning
import Testing

@Suite struct SliceUpdateTests {
  /// Updates all parameters twice, in slices cut at rows near `cuts`.
  static func updated(_ rule: UpdateRule, network: Network, cuts: [Int]) -> [[UInt32]] {
    let parameters = Parameters(ParameterLayout(network))
    let layout = parameters.layout
    parameters.initialize(.he, seed: 2)
    let state = OptimizerState(layout, optimizer: rule.optimizer)
    let gradient = Buffer<Float>(repeating: 0, count: layout.count)
    let stream = RandomStream(seed: 3, purpose: .synthesis)
    layout.store(
      networkOrder: (0..<network.parameters).map {
        2 * stream.uniform(element: UInt64($0)) - 1
      }, to: gradient.view)
    let root = TreeRoot(
      tree: ReductionTree(leaves: 1), subtrees: [0..<1], nodes: [gradient.view])
    let rows = cuts.map(layout.blockBoundary(atOrBelow:)).sorted()
    return withExtendedLifetime((gradient, state, root)) {
      for range in zip([0] + rows, rows + [layout.count]).map({ $0..<$1 }) {
        let update = SliceUpdate(parameters, state: state, rule: rule, range: range, treeDepth: 1)
        for step in 0..<2 {
          #expect(
            update.apply(root.program, scalars: StepScalars(rule, step: step, rows: 8)) == nil)
        }
      }
      return [parameters.values.array(), parameters.transposed.array()].map { $0.map(\.bitPattern) }
        + state.states.indices.map { state.states[$0].array().map(\.bitPattern) }
    }
  }

  @Test(arguments: Optimizer.allCases)
  func `an update does not depend on who owns which slice`(optimizer: Optimizer) {
    let network = Network(
      inputs: 70, hidden: [65, 40], outputs: 3, activation: .relu, loss: .crossEntropy)
    let rule = UpdateRule(
      optimizer: optimizer,
      schedule: Schedule(shape: .constant, rate: 0.1, warmupSteps: 0, steps: 2),
      weightDecay: 0.1, l2: 0.1, l1: L1Penalty(strength: 0.2, method: .proximal))
    let count = ParameterLayout(network).count
    let whole = Self.updated(rule, network: network, cuts: [])
    for workers in 2...17 {
      let cuts = (1..<workers).map { $0 * count / workers }
      #expect(Self.updated(rule, network: network, cuts: cuts) == whole)
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity], [0, 1, 2])
  func `a weight that is not finite names its layer`(value: Float, layer: Int) throws {
    let network = Network(
      inputs: 3, hidden: [4, 5], outputs: 2, activation: .identity, loss: .crossEntropy)
    let rule = UpdateRule(
      optimizer: .sgd, schedule: Schedule(shape: .constant, rate: 1, warmupSteps: 0, steps: 1))
    let parameters = Parameters(ParameterLayout(network))
    let layout = parameters.layout
    let state = OptimizerState(layout, optimizer: .sgd)
    let gradient = Buffer<Float>(repeating: 0, count: layout.count)
    let root = TreeRoot(
      tree: ReductionTree(leaves: 1), subtrees: [0..<1], nodes: [gradient.view])
    let update = SliceUpdate(
      parameters, state: state, rule: rule, range: 0..<layout.count, treeDepth: 1)
    let shape = layout.layers[layer]
    let scalars = StepScalars(rule, step: 0, rows: 1)
    withExtendedLifetime((gradient, state, root)) {
      #expect(update.apply(root.program, scalars: scalars) == nil)
      // The last bias, and then the first weight.
      for row in [shape.inputs, 0] {
        gradient.view.fill(0)
        parameters.values.fill(0)
        let column = row == 0 ? 0 : shape.outputs - 1
        gradient.view[shape.offset + shape.panels.offset(row: row, column: column)] = value
        #expect(update.apply(root.program, scalars: scalars) == layer)
      }
    }
  }
}
