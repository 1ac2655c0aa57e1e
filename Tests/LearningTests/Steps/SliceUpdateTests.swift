import Arithmetic
import Learning
import Testing

@Suite struct SliceUpdateTests {
  /// Updates all parameters twice, by `owners` one after the other.
  static func updated(
    _ rule: UpdateRule, network: Network, factors: PenaltyFactors, owners: Int
  ) -> [[UInt32]] {
    let parameters = Parameters(ParameterLayout(network))
    let layout = parameters.layout
    parameters.initialize(.he, seed: 2)
    let state = OptimizerState(layout, rule: rule)
    state.begin(at: parameters)
    let gradient = Buffer<Float>(repeating: 0, count: layout.count)
    let stream = RandomStream(seed: 3, purpose: .synthesis)
    layout.store(
      networkOrder: (0..<network.parameters).map {
        2 * stream.uniform(element: UInt64($0)) - 1
      }, to: gradient.view)
    let root = TreeRoot(
      tree: ReductionTree(leaves: 1), subtrees: [0..<1], nodes: [gradient.view])
    return withExtendedLifetime((gradient, state, root)) {
      for slice in ParameterSlice.cut(layout, into: owners, penalty: rule.penalty) {
        let update = SliceUpdate(
          parameters, state: state, rule: rule, factors: factors, slice: slice, treeDepth: 1)
        for step in 0..<2 {
          let scalars = StepScalars(
            rule, step: step, rows: 8, rateSum: 0.1 * Double(step + 1))
          #expect(update.apply(root.program, scalars: scalars) == nil)
        }
      }
      return [parameters.values.array(), parameters.transposed.array()].map { $0.map(\.bitPattern) }
        + state.states.indices.map { state.states[$0].array().map(\.bitPattern) }
    }
  }

  @Test(arguments: PenalizedOptimizer.all)
  func `an update does not depend on who owns which slice`(pair: PenalizedOptimizer) {
    let network = Network(
      inputs: 70, hidden: [65, 40], outputs: 3, activation: .relu, loss: .crossEntropy,
      hasSkip: pair.shape == .hierarchical)
    let rule = UpdateRule(
      optimizer: pair.optimizer,
      schedule: Schedule(shape: .constant, rate: 0.1, warmupSteps: 0, steps: 2),
      weightDecay: pair.optimizer == .ftrl ? 0 : 0.1, l2: 0.1, penalty: pair.penalty(0.2))
    let factors = PenaltyFactors(
      layers: [1, 0.5, 2], inputs: (0..<70).map { [0, 0.5, 1][$0 % 7 % 3] })
    let whole = Self.updated(rule, network: network, factors: factors, owners: 1)
    for owners in 2...17 {
      #expect(
        Self.updated(rule, network: network, factors: factors, owners: owners) == whole,
        "\(owners) owners")
    }
  }

  @Test(arguments: Penalty.Shape.allCases)
  func `slices hold every parameter once, and rows that are groups whole`(shape: Penalty.Shape) {
    let penalty = Penalty(strength: 1, shape: shape, method: .proximal)
    for hidden in [[1], [70], [16, 33], [40, 5, 20]] {
      let network = Network(
        inputs: 37, hidden: hidden, outputs: 19, activation: .relu, loss: .crossEntropy,
        hasSkip: shape == .hierarchical)
      let layout = ParameterLayout(network)
      for owners in [1, 2, 3, 8, 40] {
        var owner = [Int?](repeating: nil, count: layout.count)
        var rows = Set<[Int]>()
        for (index, slice) in ParameterSlice.cut(layout, into: owners, penalty: penalty)
          .enumerated()
        {
          for offset in slice.ranges.flatMap({ Array($0) }) {
            #expect(owner[offset] == nil)
            owner[offset] = index
          }
          for group in slice.groups {
            let layer = layout.layers[group.layer]
            for row in group.rows {
              #expect(rows.insert([group.layer, row]).inserted)
              for column in 0..<layer.outputs {
                #expect(
                  owner[layer.offset + layer.panels.offset(row: row, column: column)] == index)
              }
              guard shape == .hierarchical else { continue }
              let last = layout.layers[layout.layers.count - 1]
              let skip = last.inputs - last.skipInputs + row
              for column in 0..<last.outputs {
                #expect(owner[last.offset + last.panels.offset(row: skip, column: column)] == index)
              }
            }
          }
        }
        #expect(owner.allSatisfy { $0 != nil })
        let layers = Array(layout.layers.indices)
        let expected =
          switch shape {
          case .l1: [Int]()
          case .groupInputs, .hierarchical: [0]
          case .groupUnits: Array(layers.dropFirst())
          case .sparseGroup: layers
          }
        #expect(rows.count == expected.reduce(0) { $0 + layout.layers[$1].inputs })
        #expect(Set(rows.map { $0[0] }) == Set(expected))
      }
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
    let state = OptimizerState(layout, rule: rule)
    let gradient = Buffer<Float>(repeating: 0, count: layout.count)
    let root = TreeRoot(
      tree: ReductionTree(leaves: 1), subtrees: [0..<1], nodes: [gradient.view])
    let update = SliceUpdate(
      parameters, state: state, rule: rule,
      slice: ParameterSlice.cut(layout, into: 1, penalty: nil)[0], treeDepth: 1)
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
