import Arithmetic
import Foundation
import Learning
import Testing

/// Which parameters a penalty touches, and what becomes of them.
@Suite struct PenaltyPlacesTests {
  static func problem(_ shape: Penalty.Shape) -> SmallProblem {
    SmallProblem(
      hidden: [20, 7], activation: .tanh, loss: .crossEntropy, hasSkip: shape == .hierarchical)
  }

  /// Trains on all rows; biases begin away from zero, so that a penalty would move them.
  static func trained(
    _ pair: PenalizedOptimizer, strength: Double?, factors: PenaltyFactors = .uniform, steps: Int,
    rate: Double = 0.01, l2: Double = 0, decay: Double = 0, zeros: Int = 0
  ) throws -> Parameters {
    let problem = problem(pair.shape)
    let parameters = problem.parameters()
    parameters.load(
      networkOrder: parameters.networkOrder.enumerated().map { index, value in
        value == 0 ? 0.75 : zeros > 0 && index % zeros == 0 ? 0 : value
      })
    let trainer = problem.trainer(
      parameters,
      rule: UpdateRule(
        optimizer: pair.optimizer,
        schedule: Schedule(shape: .constant, rate: rate, warmupSteps: 0, steps: steps),
        weightDecay: decay, l2: l2, penalty: strength.map { pair.penalty($0) }), factors: factors)
    let order = problem.order
    try withExtendedLifetime((problem, order)) {
      for _ in 0..<steps { try trainer.step(on: order.view) }
    }
    return parameters
  }

  static func bits(_ parameters: Parameters) -> (weights: [UInt32], biases: [UInt32]) {
    var (weights, biases): ([UInt32], [UInt32]) = ([], [])
    parameters.layout.forEachInNetworkOrder { offset, isBias in
      let bits = parameters.values[offset].bitPattern
      if isBias { biases.append(bits) } else { weights.append(bits) }
    }
    return (weights, biases)
  }

  @Test(arguments: PenalizedOptimizer.penalized)
  func `biases are never penalized and never decay`(pair: PenalizedOptimizer) throws {
    let isFTRL = pair.optimizer == .ftrl
    let with = Self.bits(
      try Self.trained(pair, strength: 1e3, steps: 1, l2: 1e3, decay: isFTRL ? 0 : 20))
    let without = Self.bits(try Self.trained(pair, strength: nil, steps: 1))
    #expect(with.biases == without.biases)
    #expect(with.biases.contains { $0 != Float(0.75).bitPattern })
    #expect(zip(with.weights, without.weights).allSatisfy { $0 != $1 })
  }

  @Test(arguments: PenalizedOptimizer.penalized)
  func `without strength, by factors of layers or inputs, nothing is penalized`(
    pair: PenalizedOptimizer
  ) throws {
    let without = try Self.trained(pair, strength: nil, steps: 20)
    let free = try Self.trained(
      pair, strength: 0.5, factors: PenaltyFactors(layers: [0, 0, 0]), steps: 20)
    // Nesterov's step is taken in two where a map of rows follows: other roundings.
    if pair.optimizer == .nesterov && pair.shape != .l1 {
      for (one, other) in zip(free.networkOrder, without.networkOrder) {
        #expect(abs(one - other) < 1e-5)
      }
    } else {
      #expect(free.networkOrder.map(\.bitPattern) == without.networkOrder.map(\.bitPattern))
    }
  }

  @Test(arguments: PenalizedOptimizer.proximal, [0, 3])
  func `an input or layer without strength stays where others vanish`(
    pair: PenalizedOptimizer, input: Int
  ) throws {
    let inputs = (0..<5).map { $0 == input ? 0.0 : 1 }
    let parameters = try Self.trained(
      pair, strength: 50, factors: PenaltyFactors(layers: [1, 0, 1], inputs: inputs), steps: 50)
    let layout = parameters.layout
    for layer in 0..<3 {
      let shape = layout.layers[layer]
      let last = shape.inputs - shape.skipInputs
      for row in 0..<shape.inputs {
        let isPenalized =
          switch pair.shape {
          case .l1, .sparseGroup: true
          case .groupInputs: layer == 0
          case .groupUnits: layer > 0
          case .hierarchical: layer == 0 || row >= last
          }
        let isFree = layer == 1 || layer == 0 && row == input || layer == 2 && row - last == input
        let weights = (0..<shape.outputs).map {
          parameters.values[shape.offset + shape.panels.offset(row: row, column: $0)]
        }
        if isPenalized && !isFree {
          #expect(weights.allSatisfy { $0.bitPattern == 0 }, "layer \(layer) row \(row)")
        } else {
          #expect(weights.allSatisfy { $0 != 0 }, "layer \(layer) row \(row)")
        }
      }
    }
  }

  @Test(arguments: PenalizedOptimizer.proximal)
  func `some weights become exactly zero, and of groups all or none`(
    pair: PenalizedOptimizer
  ) throws {
    // Of the strengths of a grid, one leaves some.
    // Adam's steps are as long as the rate, so that its decoupled penalty takes strengths near 1.
    let isLong = pair.optimizer.hasMetric && pair.method == .proximalDecoupled
    // Times M for each hidden weight of an input.
    let least = !isLong ? 0.001 : pair.shape == .hierarchical ? 0.3 : 0.01
    let strengths = (0..<14).map { least * pow(1.6, Double($0)) }
    let counts = try strengths.map { strength in
      let parameters = try Self.trained(pair, strength: strength, steps: 600, rate: 0.02)
      for value in parameters.networkOrder where value == 0 { #expect(value.bitPattern == 0) }
      let layout = parameters.layout
      let first = layout.layers[0]
      var gone = 0
      for row in 0..<first.inputs {
        let zeros = (0..<first.outputs).count {
          parameters.values[first.offset + first.panels.offset(row: row, column: $0)] == 0
        }
        if pair.shape == .groupInputs || pair.shape == .hierarchical {
          #expect(zeros == 0 || zeros == first.outputs)
        }
        guard pair.shape == .hierarchical else { continue }
        let last = layout.layers[2]
        let skip = (0..<last.outputs).map {
          parameters.values[
            last.offset
              + last.panels.offset(row: last.inputs - last.skipInputs + row, column: $0)]
        }
        #expect(skip.allSatisfy { $0 == 0 } == (zeros == first.outputs))
        if zeros > 0 { gone += 1 }
      }
      return Self.bits(parameters).weights.count { $0 == 0 }
    }
    let all = Self.problem(pair.shape).network.weights
    #expect(counts.contains { $0 > 0 && $0 < all }, "\(counts) of \(all)")
  }

  @Test(arguments: PenalizedOptimizer.all.filter { $0.method == .frozenZeros })
  func `frozen zeros stay and no strength acts on the others`(pair: PenalizedOptimizer) throws {
    let before = try Self.trained(pair, strength: 0, steps: 0, zeros: 3).networkOrder
    let after = try Self.trained(pair, strength: 0, steps: 100, zeros: 3).networkOrder
    for (old, new) in zip(before, after) {
      #expect(old == 0 ? new.bitPattern == 0 : new != 0 && new != old)
    }
    #expect(before.contains(0))
    #expect(try Self.trained(pair, strength: 9, steps: 100, zeros: 3).networkOrder == after)
    let free = PenalizedOptimizer(optimizer: pair.optimizer, shape: .l1, method: .proximal)
    #expect(
      try !Self.trained(free, strength: nil, steps: 100, zeros: 3).networkOrder.contains(0))
  }

  @Test func `a huge penalty leaves a linear model its bias alone, which finds the mean`() throws {
    let problem = SmallProblem(hidden: [], activation: .relu, loss: .squared)
    let parameters = problem.parameters()
    let trainer = problem.trainer(
      parameters,
      rule: UpdateRule(
        optimizer: .sgd,
        schedule: Schedule(shape: .constant, rate: 0.1, warmupSteps: 0, steps: 300), l2: 0.1,
        penalty: Penalty(strength: 1e4, method: .proximal)))
    let order = problem.order
    let mean = try withExtendedLifetime((problem, order)) {
      for _ in 0..<300 { try trainer.step(on: order.view) }
      return problem.targets.view.array().reduce(0.0) { $0 + Double($1) } / Double(problem.rows)
    }
    let found = parameters.networkOrder
    #expect(found.dropLast().allSatisfy { $0.bitPattern == 0 })
    #expect(abs(Double(found[5]) - mean) < 1e-5)
  }
}
