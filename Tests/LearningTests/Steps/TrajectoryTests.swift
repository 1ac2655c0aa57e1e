import Arithmetic
import Learning
import Testing

@Suite struct TrajectoryTests {
  static let strength = 0.02
  /// One per layer, and one per input of `SmallProblem`.
  static let factors = PenaltyFactors(layers: [1, 0.5], inputs: [1, 0.25, 0, 2, 1])

  /// Without penalty, with or without L2, with or without weight decay.
  static let plainRules: [UpdateRule] = Optimizer.allCases.flatMap { optimizer in
    [0, 0.01].flatMap { l2 in
      (optimizer == .ftrl ? [0] : [0, 0.05]).map { decay in rule(optimizer, nil, l2, decay) }
    }
  }

  static func rule(
    _ optimizer: Optimizer, _ penalty: Penalty?, _ l2: Double = 0, _ weightDecay: Double = 0,
    shape: Schedule.Shape = .constant, warmup: Int = 0
  ) -> UpdateRule {
    UpdateRule(
      optimizer: optimizer,
      schedule: Schedule(shape: shape, rate: rate(optimizer), warmupSteps: warmup, steps: 200),
      momentum: 0.8, weightDecay: weightDecay, l2: l2, penalty: penalty)
  }

  static func rate(_ optimizer: Optimizer) -> Double {
    switch optimizer {
    case .sgd, .ftrl: 0.05
    case .momentum, .nesterov: 0.01
    case .adam, .adamw: 0.005
    }
  }

  /// Trains 200 steps in binary32 by `rule` and in binary64 by `reference`, the same if nil, on
  /// minibatches of 16, 16 and 8 rows.
  ///
  /// - Parameter zeros: weights that begin at zero are every so many, if more than 0.
  /// - Returns: the largest distance of a parameter; infinite if training diverged.
  static func deviation(
    _ rule: UpdateRule, reference: UpdateRule? = nil, factors: PenaltyFactors = .uniform,
    referenceFactors: PenaltyFactors? = nil, loss: Loss = .squared, zeros: Int = 0
  ) -> Double {
    let problem = SmallProblem(
      hidden: [6], activation: .tanh, loss: loss, hasSkip: rule.penalty?.shape == .hierarchical)
    let parameters = problem.parameters()
    if zeros > 0 {
      parameters.load(
        networkOrder: parameters.networkOrder.enumerated().map { $0 % zeros == 0 ? 0 : $1 })
    }
    let trainer = problem.trainer(parameters, rule: rule, factors: factors, rowsPerShard: 5)
    var oracle = ReferenceTrainer(
      network: ReferenceNetwork(
        network: problem.network, parameters: parameters.networkOrder.map(Double.init)),
      rule: reference ?? rule, factors: referenceFactors ?? factors)
    let order = problem.order
    return withExtendedLifetime((problem, order)) {
      for step in 0..<200 {
        let rows = [0..<16, 16..<32, 32..<40][step % 3]
        guard (try? trainer.step(on: order.view[rows])) != nil else { return .infinity }
        oracle.step(on: rows, of: problem)
      }
      return zip(parameters.networkOrder, oracle.parameters).reduce(0) {
        max($0, abs(Double($1.0) - $1.1))
      }
    }
  }

  /// Rounding errors of 200 steps; those of a proximal map add up, because the same threshold is
  /// taken from nearly the same weight each time, and momentum carries each on 1/(1 − μ) = 5 times.
  /// With the subgradient also a few steps of λ: a weight that swings about zero may change sign a step
  /// earlier or later. The hierarchical map is not a contraction: see the test of what it does to a
  /// single rounding.
  static func tolerance(_ rule: UpdateRule) -> Double {
    guard let penalty = rule.penalty else { return 2e-5 }
    let hasMomentum = rule.optimizer == .momentum || rule.optimizer == .nesterov
    return switch (penalty.method, penalty.shape) {
    case (.subgradient, _): 2e-5 + 4 * rate(rule.optimizer) * penalty.strength
    case (_, .hierarchical) where hasMomentum: 2e-3
    default: hasMomentum ? 5e-5 : 2e-5
    }
  }

  /// How far the reference itself, in binary64, goes astray in 200 steps that begin half a rounding of
  /// binary32 beside.
  static func sensitivity(_ rule: UpdateRule) -> Double {
    let problem = SmallProblem(hidden: [6], activation: .tanh, loss: .squared, hasSkip: true)
    let start = problem.parameters().networkOrder.map(Double.init)
    let ends = [0, 0x1p-25].map { shift in
      var oracle = ReferenceTrainer(
        network: ReferenceNetwork(
          network: problem.network, parameters: start.map { $0 * (1 + shift) }), rule: rule)
      for step in 0..<200 {
        oracle.step(on: [0..<16, 16..<32, 32..<40][step % 3], of: problem)
      }
      return oracle.parameters
    }
    return zip(ends[0], ends[1]).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test(arguments: [Optimizer.momentum, .nesterov])
  func `a hierarchical penalty with momentum magnifies a rounding`(optimizer: Optimizer) {
    let pair = PenalizedOptimizer(optimizer: optimizer, shape: .hierarchical, method: .proximal)
    let group = PenalizedOptimizer(optimizer: optimizer, shape: .groupInputs, method: .proximal)
    let found = Self.sensitivity(Self.rule(optimizer, pair.penalty(Self.strength)))
    let other = Self.sensitivity(Self.rule(optimizer, group.penalty(Self.strength)))
    #expect(other < 1e-7 && found > 1e-5, "\(found), of a group \(other)")
  }

  @Test(arguments: plainRules)
  func `training without penalty follows the papers in binary64`(rule: UpdateRule) {
    #expect(Self.deviation(rule) <= Self.tolerance(rule))
  }

  @Test(arguments: PenalizedOptimizer.all)
  func `training with a penalty follows the papers in binary64`(pair: PenalizedOptimizer) {
    for l2 in [0, 0.01] {
      for decay in pair.optimizer == .ftrl ? [0] : [0, 0.05] {
        let rule = Self.rule(pair.optimizer, pair.penalty(Self.strength), l2, decay)
        for loss in [Loss.squared, .crossEntropy] {
          let found = Self.deviation(rule, loss: loss, zeros: pair.method == .frozenZeros ? 3 : 0)
          #expect(found <= Self.tolerance(rule), "\(loss) L2 \(l2) decay \(decay)")
        }
      }
    }
  }

  @Test(arguments: PenalizedOptimizer.penalized)
  func `factors of layers and inputs follow the papers in binary64`(pair: PenalizedOptimizer) {
    let rule = Self.rule(pair.optimizer, pair.penalty(Self.strength))
    let found = Self.deviation(rule, factors: Self.factors, loss: .crossEntropy)
    #expect(found <= Self.tolerance(rule))
    let unlike = Self.deviation(
      rule, factors: Self.factors, referenceFactors: .uniform, loss: .crossEntropy)
    #expect(unlike > 5 * Self.tolerance(rule))
  }

  @Test(arguments: PenalizedOptimizer.penalized)
  func `the sign error of the article is seen`(pair: PenalizedOptimizer) {
    let right = Self.rule(pair.optimizer, pair.penalty(Self.strength))
    let wrong = Self.rule(pair.optimizer, pair.penalty(-Self.strength))
    #expect(Self.deviation(wrong, reference: right) > 5 * Self.tolerance(right))
  }

  /// A test of the test: it sees each other method, and strengths that are off by a tenth.
  @Test(arguments: PenalizedOptimizer.proximal)
  func `another method or strength is seen`(pair: PenalizedOptimizer) {
    let right = Self.rule(pair.optimizer, pair.penalty(Self.strength))
    let stronger = Self.rule(pair.optimizer, pair.penalty(1.1 * Self.strength))
    #expect(Self.deviation(stronger, reference: right) > 5 * Self.tolerance(right))
    for other in PenalizedOptimizer.penalized
    where other.optimizer == pair.optimizer && other.shape == pair.shape
      && other.method != pair.method
    {
      // With one step for all coordinates the two are one.
      let isSame =
        !pair.optimizer.hasMetric
        && [pair.method, other.method].allSatisfy { $0 == .proximal || $0 == .proximalDecoupled }
      let found = Self.deviation(
        Self.rule(pair.optimizer, other.penalty(Self.strength)), reference: right)
      #expect((found <= Self.tolerance(right)) == isSame, "\(other.method)")
    }
  }

  @Test(arguments: Schedule.Shape.allCases, [0, 1, 30])
  func `training follows every schedule`(shape: Schedule.Shape, warmup: Int) {
    for optimizer in Optimizer.allCases where optimizer != .ftrl {
      for method in [Penalty.Method.proximal, .cumulative] {
        guard method == .proximal || !optimizer.hasMetric else { continue }
        let penalty = Penalty(strength: Self.strength, method: method)
        let rule = Self.rule(optimizer, penalty, 0, 0.05, shape: shape, warmup: warmup)
        #expect(Self.deviation(rule, loss: .crossEntropy) <= Self.tolerance(rule))
        let other = Self.rule(optimizer, penalty, 0, 0.05, shape: shape, warmup: warmup + 20)
        #expect(Self.deviation(rule, reference: other) > 5 * Self.tolerance(rule))
      }
    }
  }
}
