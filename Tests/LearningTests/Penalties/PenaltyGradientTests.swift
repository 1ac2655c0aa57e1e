import Arithmetic
import Learning
import Testing

/// The penalty's value, and what a step adds to the gradient for it.
@Suite struct PenaltyGradientTests {
  static let strength = 0.02
  static let factors = PenaltyFactors(layers: [1, 0.5], inputs: [1, 0.25, 0, 2, 1])

  /// What rule 6 adds to the mean loss, from weights in network order.
  static func value(
    _ penalty: Penalty, _ network: Network, _ parameters: [Double], l2: Double = 0,
    factors: PenaltyFactors = .uniform
  ) -> Double {
    var (sum, offset) = (0.0, 0)
    for (layer, shape) in network.layerShapes.enumerated() {
      let hidden = network.widths[layer]
      for row in 0..<shape.inputs {
        let weights = parameters[offset + row * shape.outputs..<offset + (row + 1) * shape.outputs]
        let isSkip = row >= hidden
        // Of a hierarchical penalty the first layer's.
        let ofLayer = penalty.shape == .hierarchical ? 0 : layer
        var factor = factors.layers.isEmpty ? 1 : factors.layers[ofLayer]
        if !factors.inputs.isEmpty, layer == 0 || isSkip {
          factor *= factors.inputs[isSkip ? row - hidden : row]
        }
        let magnitudes = weights.reduce(0) { $0 + abs($1) }
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        let group = (Double(weights.count) * squares).squareRoot()
        let own =
          switch penalty.shape {
          case .l1: magnitudes
          case .groupInputs: layer == 0 ? group : 0
          case .groupUnits: layer > 0 ? group : 0
          case .sparseGroup: penalty.mix * magnitudes + (1 - penalty.mix) * group
          case .hierarchical: isSkip ? squares.squareRoot() : 0
          }
        sum += penalty.strength * factor * own + l2 / 2 * squares
      }
      offset += (shape.inputs + 1) * shape.outputs
    }
    return sum
  }

  /// Central differences of mean loss and penalty.
  static func differences(
    _ problem: SmallProblem, _ penalty: Penalty, at parameters: [Double], l2: Double,
    factors: PenaltyFactors = .uniform
  ) -> [Double] {
    let losses = problem.differences(parameters, rows: 0..<problem.rows)
    let h = 1e-6
    return parameters.indices.map { index in
      var moved = parameters
      moved[index] += h
      let above = value(penalty, problem.network, moved, l2: l2, factors: factors)
      moved[index] -= 2 * h
      let below = value(penalty, problem.network, moved, l2: l2, factors: factors)
      return losses[index] / Double(problem.rows) + (above - below) / (2 * h)
    }
  }

  /// (w before − w after)/η of a step by SGD, with a rate that is small where a map's answer is the
  /// gradient only in the limit.
  static func gradient(
    _ problem: SmallProblem, _ rule: Penalty, rate: Double, l2: Double,
    factors: PenaltyFactors = .uniform
  ) throws -> [Double] {
    let parameters = problem.parameters()
    let before = parameters.networkOrder
    let trainer = problem.trainer(
      parameters,
      rule: UpdateRule(
        optimizer: .sgd,
        schedule: Schedule(shape: .constant, rate: rate, warmupSteps: 0, steps: 1), l2: l2,
        penalty: rule), factors: factors)
    let order = problem.order
    try withExtendedLifetime((problem, order)) { _ = try trainer.step(on: order.view) }
    return zip(before, parameters.networkOrder).map { (Double($0) - Double($1)) / rate }
  }

  static func deviation(
    _ shape: Penalty.Shape, _ method: Penalty.Method, sign: Double = 1, l2: Double = 0.1,
    factors: PenaltyFactors = .uniform
  ) throws -> Double {
    let problem = SmallProblem(
      hidden: [6], activation: .tanh, loss: .crossEntropy, hasSkip: shape == .hierarchical)
    // Hidden weights far below their bound: there the map holds nothing.
    let penalty = Penalty(strength: strength, shape: shape, method: method, hierarchy: 1e3)
    let expected = differences(
      problem, penalty, at: problem.parameters().networkOrder.map(Double.init), l2: l2,
      factors: factors)
    let found = try gradient(
      problem,
      Penalty(strength: sign * strength, shape: shape, method: method, hierarchy: 1e3),
      rate: method == .subgradient ? 1 : 0x1p-9, l2: l2, factors: factors)
    return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// Weights are near 1 and their roundings 2⁻²⁴, so gradients by a rate of 2⁻⁹ have errors of some
  /// 2⁻¹⁵; of a map by groups also η·λ.
  static let tolerance = 2e-4

  @Test(arguments: Penalty.Shape.allCases)
  func `a small step goes down the gradient of loss and penalty`(shape: Penalty.Shape) throws {
    for method in [Penalty.Method.subgradient, .proximal, .proximalDecoupled, .cumulative]
    where shape == .l1 || method == .proximal || method == .proximalDecoupled {
      #expect(try Self.deviation(shape, method) <= Self.tolerance, "\(method)")
      #expect(
        try Self.deviation(shape, method, factors: Self.factors) <= Self.tolerance, "\(method)")
      // The error of the article.
      #expect(try Self.deviation(shape, method, sign: -1) > Self.strength / 4, "\(method)")
    }
  }
}
