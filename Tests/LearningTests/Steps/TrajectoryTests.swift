import Arithmetic
import Learning
import Testing

@Suite struct TrajectoryTests {
  static let strength = 0.02

  /// Optimizer, penalty, with or without L2, with or without weight decay.
  static let rules: [UpdateRule] = Optimizer.allCases.flatMap { optimizer in
    [nil, .subgradient, .proximal].flatMap { (method: L1Penalty.Method?) in
      [0, 0.01].flatMap { l2 in
        [0, 0.05].map { decay in
          rule(optimizer, method.map { L1Penalty(strength: strength, method: $0) }, l2, decay)
        }
      }
    }
  }

  static func rule(
    _ optimizer: Optimizer, _ l1: L1Penalty?, _ l2: Double = 0, _ weightDecay: Double = 0,
    shape: Schedule.Shape = .constant, warmup: Int = 0
  ) -> UpdateRule {
    UpdateRule(
      optimizer: optimizer,
      schedule: Schedule(shape: shape, rate: rate(optimizer), warmupSteps: warmup, steps: 200),
      momentum: 0.8, weightDecay: weightDecay, l2: l2, l1: l1)
  }

  static func rate(_ optimizer: Optimizer) -> Double {
    switch optimizer {
    case .sgd: 0.05
    case .momentum, .nesterov: 0.01
    case .adam, .adamw: 0.005
    }
  }

  /// Trains 200 steps in binary32 by `rule` and in binary64 by `reference`, the same if nil, on
  /// minibatches of 16, 16 and 8 rows.
  ///
  /// - Returns: the largest distance of a parameter.
  static func deviation(
    _ rule: UpdateRule, reference: UpdateRule? = nil, loss: Loss = .squared
  ) throws -> Double {
    let problem = SmallProblem(hidden: [6], activation: .tanh, loss: loss)
    let parameters = problem.parameters()
    let trainer = problem.trainer(parameters, rule: rule, rowsPerShard: 5)
    var oracle = ReferenceTrainer(
      network: ReferenceNetwork(
        network: problem.network, parameters: parameters.networkOrder.map(Double.init)),
      rule: reference ?? rule)
    let order = problem.order
    try withExtendedLifetime((problem, order)) {
      for step in 0..<200 {
        let rows = [0..<16, 16..<32, 32..<40][step % 3]
        try trainer.step(on: order.view[rows])
        oracle.step(on: rows, of: problem)
      }
    }
    return zip(parameters.networkOrder, oracle.parameters).reduce(0) {
      max($0, abs(Double($1.0) - $1.1))
    }
  }

  /// Rounding errors of 200 steps; those of a proximal map add up, because the same threshold is
  /// taken from nearly the same weight each time. With the subgradient also a few steps of λ: a
  /// weight that swings about zero may change sign a step earlier or later.
  static func tolerance(_ rule: UpdateRule) -> Double {
    guard let l1 = rule.l1, l1.method == .subgradient else { return 2e-5 }
    return 2e-5 + 4 * rate(rule.optimizer) * l1.strength
  }

  @Test(arguments: rules)
  func `training follows the papers in binary64`(rule: UpdateRule) throws {
    #expect(try Self.deviation(rule) <= Self.tolerance(rule))
  }

  @Test(arguments: Optimizer.allCases, L1Penalty.Method.allCases)
  func `the sign error of the article is seen`(optimizer: Optimizer, method: L1Penalty.Method)
    throws
  {
    let right = Self.rule(optimizer, L1Penalty(strength: Self.strength, method: method))
    let wrong = Self.rule(optimizer, L1Penalty(strength: -Self.strength, method: method))
    let found = try Self.deviation(wrong, reference: right)
    #expect(found > 5 * Self.tolerance(right))
  }

  @Test(arguments: Schedule.Shape.allCases, [0, 1, 30])
  func `training follows every schedule`(shape: Schedule.Shape, warmup: Int) throws {
    for optimizer in [Optimizer.sgd, .adamw] {
      let l1 = L1Penalty(strength: Self.strength, method: .proximal)
      let rule = Self.rule(optimizer, l1, 0, 0.05, shape: shape, warmup: warmup)
      #expect(try Self.deviation(rule, loss: .crossEntropy) <= Self.tolerance(rule))
      let other = Self.rule(optimizer, l1, 0, 0.05, shape: shape, warmup: warmup + 20)
      #expect(try Self.deviation(rule, reference: other) > 5 * Self.tolerance(rule))
    }
  }
}
