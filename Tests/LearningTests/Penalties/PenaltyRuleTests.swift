import Arithmetic
import Testing

@testable import Learning

@Suite struct PenaltyRuleTests {
  static let weights: [Float] = [
    0, -0.0, 1, -1, 0.5, -0.5, 1e-3, -1e-3, 3.25, -3.25, 1e-30, -1e-30, 1e10, -1e10,
    .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
  ]
  static let strengths: [Float] = [0, 1e-20, 1e-3, 0.25, 1, 4, 1e6]
  static let stepSizes: [Float] = [1e-8, 1e-3, 0.25, 1, 2, 1e6]

  static func proximal(_ weight: Float, _ strength: Float, _ stepSize: Float) -> Float {
    ProximalL1(strength: Vector(repeating: strength)).proximal(
      Vector(repeating: weight), stepSize: Vector(repeating: stepSize))[0]
  }

  /// argmin ½(x − w)²/s + λ|x| by narrowing an interval, in binary64.
  static func minimizer(_ weight: Double, _ strength: Double, _ stepSize: Double) -> Double {
    func objective(_ x: Double) -> Double {
      // Without the constant ½w²/s, which would hide small differences.
      x * (x / 2 - weight) / stepSize + strength * abs(x)
    }
    var (low, high) = (min(weight, 0), max(weight, 0))
    for _ in 0..<400 {
      let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
      if objective(left) <= objective(right) { high = right } else { low = left }
    }
    return (low + high) / 2
  }

  @Test func `the proximal map minimizes its objective on a grid`() {
    for weight in Self.weights {
      for strength in Self.strengths {
        for stepSize in Self.stepSizes {
          let found = Double(Self.proximal(weight, strength, stepSize))
          let expected = Self.minimizer(Double(weight), Double(strength), Double(stepSize))
          #expect(
            abs(found - expected) <= 1e-6 * abs(Double(weight)) + 1e-44,
            "w \(weight), λ \(strength), step \(stepSize): \(found), expected \(expected)")
        }
      }
    }
  }

  @Test func `every zero of the proximal map is positive`() {
    for weight in Self.weights {
      for strength in Self.strengths {
        for stepSize in Self.stepSizes {
          let found = Self.proximal(weight, strength, stepSize)
          if found == 0 { #expect(found.bitPattern == 0, "w \(weight), λ \(strength)") }
          if weight.magnitude <= strength * stepSize { #expect(found.bitPattern == 0) }
        }
      }
    }
    #expect(Self.proximal(0.25, 1, 0.25).bitPattern == 0)
    #expect(Self.proximal(-0.25, 1, 0.25).bitPattern == 0)
  }

  @Test func `the proximal map swallows no NaN and no infinity`() {
    #expect(Self.proximal(.nan, 1, 1).isNaN)
    #expect(Self.proximal(1, .nan, 1).isNaN)
    #expect(Self.proximal(1, 1, .nan).isNaN)
    #expect(Self.proximal(.infinity, 1, 1) == .infinity)
    #expect(Self.proximal(-.infinity, 1, 1) == -.infinity)
    #expect(Self.proximal(.infinity, 1, .infinity).isNaN)
    #expect(Self.proximal(1e30, 1, .infinity).bitPattern == 0)
  }

  @Test func `the subgradient has the sign of the weight and is zero at both zeros`() {
    let rule = SubgradientL1(strength: Vector(repeating: 0.25))
    func gradient(at weight: Float, of gradient: Float = 1) -> Float {
      rule.gradient(Vector(repeating: gradient), at: Vector(repeating: weight))[0]
    }
    #expect(gradient(at: 0) == 1)
    #expect(gradient(at: -0.0) == 1)
    for weight in [Float.leastNonzeroMagnitude, 1e-30, 1, 1e30, .infinity] {
      #expect(gradient(at: weight) == 1.25)
      #expect(gradient(at: -weight) == 0.75)
    }
    #expect(gradient(at: 1, of: .nan).isNaN)
    let weight = Vector(repeating: -0.0)
    #expect(rule.proximal(weight, stepSize: weight)[0].bitPattern == Float(-0.0).bitPattern)
  }

  @Test func `lanes do not touch one another`() {
    let rule = ProximalL1(strength: Vector(repeating: 1))
    var (weights, steps) = (Vector(), Vector())
    for lane in weights.indices {
      weights[lane] = Self.weights[lane % Self.weights.count]
      steps[lane] = Self.stepSizes[lane % Self.stepSizes.count]
    }
    let found = rule.proximal(weights, stepSize: steps)
    for lane in weights.indices {
      #expect(
        found[lane].bitPattern == Self.proximal(weights[lane], 1, steps[lane]).bitPattern)
    }
  }

  @Test(arguments: Optimizer.allCases, L1Penalty.Method.allCases)
  func `biases are never penalized and never decay`(
    optimizer: Optimizer, method: L1Penalty.Method
  ) throws {
    let schedule = Schedule(shape: .constant, rate: 0.01, warmupSteps: 0, steps: 9)
    func trained(penalized: Bool) throws -> (weights: [UInt32], biases: [UInt32]) {
      let problem = SmallProblem(hidden: [20, 7], activation: .tanh, loss: .crossEntropy)
      let parameters = problem.parameters()
      // Biases away from zero, so that a penalty would move them.
      parameters.load(networkOrder: parameters.networkOrder.map { $0 == 0 ? 0.75 : $0 })
      let trainer = problem.trainer(
        parameters,
        rule: UpdateRule(
          optimizer: optimizer, schedule: schedule, weightDecay: penalized ? 20 : 0,
          l2: penalized ? 1e3 : 0,
          l1: penalized ? L1Penalty(strength: 1e3, method: method) : nil))
      let order = problem.order
      try withExtendedLifetime((problem, order)) { _ = try trainer.step(on: order.view) }
      var (weights, biases): ([UInt32], [UInt32]) = ([], [])
      parameters.layout.forEachInNetworkOrder { offset, isBias in
        let bits = parameters.values[offset].bitPattern
        if isBias { biases.append(bits) } else { weights.append(bits) }
      }
      return (weights, biases)
    }
    let (with, without) = (try trained(penalized: true), try trained(penalized: false))
    #expect(with.biases == without.biases)
    #expect(with.biases.contains { $0 != Float(0.75).bitPattern })
    #expect(zip(with.weights, without.weights).allSatisfy { $0 != $1 })
  }

  @Test func `a huge penalty leaves a linear model its bias alone, which finds the mean`() throws {
    let problem = SmallProblem(hidden: [], activation: .relu, loss: .squared)
    let parameters = problem.parameters()
    let trainer = problem.trainer(
      parameters,
      rule: UpdateRule(
        optimizer: .sgd,
        schedule: Schedule(shape: .constant, rate: 0.1, warmupSteps: 0, steps: 300), l2: 0.1,
        l1: L1Penalty(strength: 1e4, method: .proximal)))
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
