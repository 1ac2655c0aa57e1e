import Arithmetic
import Learning
import Testing

/// Where methods come to rest: at the optimum of loss and penalty, whichever way they take.
@Suite struct FixedPointTests {
  /// The optimum of a linear model by proximal gradient steps in binary64 (ISTA: Daubechies, Defrise,
  /// De Mol 2004), all rows at a time; biases are free.
  static func optimum(_ problem: SmallProblem, _ penalty: Penalty) -> [Double] {
    let (inputs, outputs) = (problem.network.inputs, problem.network.outputs)
    var network = ReferenceNetwork(
      network: problem.network, parameters: problem.parameters().networkOrder.map(Double.init))
    let rate = 0.5
    for _ in 0..<3000 {
      var gradient = network.parameters.map { _ in 0.0 }
      for row in 0..<problem.rows {
        let own = network.gradient(
          input: problem.input(row), target: Double(problem.targets.view[row]))
        for index in own.indices { gradient[index] += own[index] / Double(problem.rows) }
      }
      var points = zip(network.parameters, gradient).map { $0 - rate * $1 }
      for row in 0..<inputs {
        let members = row * outputs..<(row + 1) * outputs
        if penalty.shape == .l1 {
          for index in members {
            points[index] = ReferenceMap.soft(points[index], rate * penalty.strength)
          }
          continue
        }
        // Whole rows are shortened by λ·√size.
        let norm = members.reduce(0) { $0 + points[$1] * points[$1] }.squareRoot()
        let left = 1 - rate * penalty.strength * Double(outputs).squareRoot() / norm
        for index in members { points[index] *= max(0, left) }
      }
      network.parameters = points
    }
    return network.parameters
  }

  /// The weights after many steps on all rows; without the rows' share of noise in them, all methods
  /// come to rest.
  static func rest(
    _ problem: SmallProblem, _ optimizer: Optimizer, _ penalty: Penalty
  ) throws -> [Double] {
    let (rate, steps) =
      switch optimizer {
      case .sgd: (0.5, 2000)
      case .momentum, .nesterov: (0.1, 2000)
      case .adam, .adamw: (0.02, 6000)
      case .ftrl: (1, 20_000)
      }
    let parameters = problem.parameters()
    let trainer = problem.trainer(
      parameters,
      rule: UpdateRule(
        optimizer: optimizer,
        schedule: Schedule(
          shape: optimizer == .ftrl ? .constant : .cosine, rate: rate, warmupSteps: 0, steps: steps),
        penalty: penalty))
    let order = problem.order
    try withExtendedLifetime((problem, order)) {
      for _ in 0..<steps { try trainer.step(on: order.view) }
    }
    return parameters.networkOrder.map(Double.init)
  }

  /// Binary32 around the optimum; FTRL's distance falls with one over the steps.
  static func tolerance(_ optimizer: Optimizer) -> Double { optimizer == .ftrl ? 1e-3 : 1e-5 }

  static let optimizers = Optimizer.allCases.filter { $0 != .adamw }

  static func distance(_ found: [Double], _ expected: [Double], weights: Int) -> Double {
    zip(found, expected).prefix(weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test(arguments: optimizers, [Loss.squared, .logistic])
  func `every optimizer comes to the optimum of the lasso`(optimizer: Optimizer, loss: Loss) throws
  {
    let problem = SmallProblem(hidden: [], activation: .identity, loss: loss)
    let penalty = Penalty(
      strength: loss == .logistic ? 0.02 : 0.1, method: .proximal)
    let expected = Self.optimum(problem, penalty)
    let weights = problem.network.weights
    #expect(expected.prefix(weights).contains(0) && expected.prefix(weights).contains { $0 != 0 })
    let found = try Self.rest(problem, optimizer, penalty)
    #expect(Self.distance(found, expected, weights: weights) <= Self.tolerance(optimizer))
    for index in 0..<weights { #expect((found[index] == 0) == (expected[index] == 0)) }
    // What momentum came to rest at before its map was corrected, and less: a strength a tenth off.
    let other = Self.optimum(
      problem, Penalty(strength: 0.9 * penalty.strength, method: .proximal))
    #expect(
      Self.distance(found, other, weights: weights) > 2 * Self.tolerance(optimizer))
  }

  @Test(arguments: optimizers.filter { $0 != .ftrl })
  func `every optimizer comes to the optimum of the group lasso`(optimizer: Optimizer) throws {
    let problem = SmallProblem(hidden: [], activation: .identity, loss: .crossEntropy)
    let penalty = Penalty(strength: 0.02, shape: .groupInputs, method: .proximal)
    let expected = Self.optimum(problem, penalty)
    let weights = problem.network.weights
    #expect(expected.prefix(weights).contains(0) && expected.prefix(weights).contains { $0 != 0 })
    let found = try Self.rest(problem, optimizer, penalty)
    #expect(Self.distance(found, expected, weights: weights) <= Self.tolerance(optimizer))
    for index in 0..<weights { #expect((found[index] == 0) == (expected[index] == 0)) }
    let other = Self.optimum(
      problem, Penalty(strength: 0.018, shape: .groupInputs, method: .proximal))
    #expect(
      Self.distance(found, other, weights: weights) > 2 * Self.tolerance(optimizer))
  }
}
