import Arithmetic
import Learning
import Testing

@Suite struct ParameterLayoutTests {
  /// Every width from 1 to 70 as an input, hidden and output width.
  static let networks: [Network] = (1...70).map { width in
    Network(
      inputs: width, hidden: [71 - width, width % 34 + 1, width],
      outputs: (width * 7) % 70 + 1, activation: .relu, loss: .crossEntropy,
      hasSkip: width % 2 == 0)
  }

  static func numbered(_ network: Network) -> [Float] {
    (1...network.parameters).map { Float($0) }
  }

  @Test func `network order goes to memory and back`() {
    for network in Self.networks {
      let parameters = Parameters(ParameterLayout(network))
      parameters.load(networkOrder: Self.numbered(network))
      #expect(parameters.networkOrder == Self.numbered(network))
      let values = parameters.values.array()
      #expect(values.count == parameters.layout.count)
      #expect(values.count { $0 == 0 } == values.count - network.parameters)
      #expect(values.allSatisfy { $0 != 0 || $0.bitPattern == 0 })
    }
  }

  @Test func `biases are what network order says`() {
    let layout = ParameterLayout(
      Network(inputs: 2, hidden: [3], outputs: 1, activation: .relu, loss: .squared))
    var kinds: [Bool] = []
    layout.forEachInNetworkOrder { _, isBias in kinds.append(isBias) }
    let weights = [Bool](repeating: false, count: 6)
    #expect(kinds == weights + [true, true, true, false, false, false, true])
  }

  @Test func `the transposed copy is the transpose`() {
    for network in Self.networks {
      let parameters = Parameters(ParameterLayout(network))
      parameters.load(networkOrder: Self.numbered(network))
      expectTransposed(parameters)
    }
  }

  @Test func `segments hold every parameter once, in ascending order`() {
    for network in Self.networks {
      let layout = ParameterLayout(network)
      var end = 0
      var isBias = [Bool?](repeating: nil, count: layout.count)
      var layerOf = [Int](repeating: -1, count: layout.count)
      for index in layout.segments.indices {
        let segment = layout.segments[index]
        #expect(segment.range.lowerBound == end)
        #expect(segment.range.count % segment.rowWidth == 0)
        #expect(segment.rowWidth % Vector.scalarCount == 0)
        end = segment.range.upperBound
        for offset in segment.range {
          isBias[offset] = segment.isBias
          layerOf[offset] = segment.layer
        }
      }
      #expect(end == layout.count)
      var seen = Set<Int>()
      layout.forEachInNetworkOrder { offset, bias in
        seen.insert(offset)
        #expect(isBias[offset] == bias)
        #expect(layout.layers[layerOf[offset]].parameters.contains(offset))
      }
      #expect(seen.count == network.parameters)
    }
  }

  @Test func `a block boundary is the nearest one below`() {
    for network in Self.networks where network.inputs % 3 == 0 {
      let layout = ParameterLayout(network)
      var boundaries: [Int] = []
      for index in layout.segments.indices {
        let segment = layout.segments[index]
        boundaries += stride(
          from: segment.range.lowerBound, to: segment.range.upperBound, by: segment.blockCount)
      }
      boundaries.append(layout.count)
      var next = 0
      for offset in 0...layout.count {
        while next + 1 < boundaries.count && boundaries[next + 1] <= offset { next += 1 }
        #expect(layout.blockBoundary(atOrBelow: offset) == boundaries[next])
      }
    }
  }

  @Test(arguments: PenalizedOptimizer.all, [nil, 0.4] as [Float?])
  func `padding stays zero and the transpose agrees after training`(
    pair: PenalizedOptimizer, dropout: Float?
  ) throws {
    let isHierarchical = pair.shape == .hierarchical
    for (hidden, activation) in zip(
      [[1, 33], [17, 31, 70], [40, 1], [15, 47], [], [16, 32]], Activation.allCases)
    where !(hidden.isEmpty && isHierarchical) {
      let problem = SmallProblem(
        hidden: hidden, activation: activation, loss: .crossEntropy, classes: 19,
        hasSkip: isHierarchical)
      let parameters = problem.parameters()
      let schedule = Schedule(shape: .constant, rate: 0.01, warmupSteps: 0, steps: 5)
      let trainer = problem.trainer(
        parameters,
        rule: UpdateRule(
          optimizer: pair.optimizer, schedule: schedule,
          weightDecay: pair.optimizer == .ftrl ? 0 : 0.1, l2: 0.1, penalty: pair.penalty(0.01)),
        dropout: dropout.map { Dropout(rate: $0, seed: 1) })
      let order = problem.order
      try withExtendedLifetime((problem, order)) {
        for _ in 0..<5 { try trainer.step(on: order.view) }
      }
      var isParameter = [Bool](repeating: false, count: parameters.layout.count)
      parameters.layout.forEachInNetworkOrder { offset, _ in isParameter[offset] = true }
      for (value, isParameter) in zip(parameters.values.array(), isParameter) where !isParameter {
        #expect(value.bitPattern == 0)
      }
      expectTransposed(parameters)
    }
  }

  /// Checks every element of the transposed copy, and that its padding is zero.
  private func expectTransposed(_ parameters: Parameters) {
    let layout = parameters.layout
    var expected = [Float](repeating: 0, count: layout.transposedCount)
    for index in layout.layers.indices.dropFirst() {
      let layer = layout.layers[index]
      for row in 0..<layer.inputs - layer.skipInputs {
        for column in 0..<layer.outputs {
          expected[layer.transposedOffset + layer.transposed.offset(row: column, column: row)] =
            parameters.values[layer.offset + layer.panels.offset(row: row, column: column)]
        }
      }
    }
    #expect(parameters.transposed.array().map(\.bitPattern) == expected.map(\.bitPattern))
  }
}
