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

  static func scalars(
    _ strength: Float, rate: Float = 1, rateSum: Double = 0
  ) -> StepScalars {
    StepScalars(
      UpdateRule(
        optimizer: .sgd,
        schedule: Schedule(shape: .constant, rate: Double(rate), warmupSteps: 0, steps: 1),
        penalty: Penalty(strength: Double(strength), method: .proximal)),
      step: 0, rows: 1, rateSum: rateSum)
  }

  static func proximal(_ weight: Float, _ strength: Float, _ stepSize: Float) -> Float {
    proximal(
      ProximalL1(scalars(strength)), Vector(repeating: weight), Vector(repeating: stepSize))[0]
  }

  static func proximal<P: PenaltyRule>(
    _ rule: P, _ weight: Vector, _ stepSize: Vector, from old: Vector = Vector(repeating: 1)
  ) -> Vector {
    var state = Vector()
    return rule.proximal(weight, from: old, stepSize: stepSize, state: &state)
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
    let rule = SubgradientL1(Self.scalars(0.25))
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
    #expect(Self.proximal(rule, weight, weight)[0].bitPattern == Float(-0.0).bitPattern)
  }

  @Test func `lanes do not touch one another`() {
    let rule = ProximalL1(Self.scalars(1))
    var (weights, steps) = (Vector(), Vector())
    for lane in weights.indices {
      weights[lane] = Self.weights[lane % Self.weights.count]
      steps[lane] = Self.stepSizes[lane % Self.stepSizes.count]
    }
    let found = Self.proximal(rule, weights, steps)
    for lane in weights.indices {
      #expect(
        found[lane].bitPattern == Self.proximal(weights[lane], 1, steps[lane]).bitPattern)
    }
  }

  @Test func `the decoupled map takes the rate for every step`() {
    for weight in Self.weights {
      for strength in Self.strengths {
        let found = Self.proximal(
          DecoupledL1(Self.scalars(strength, rate: 0.25)), Vector(repeating: weight),
          Vector(repeating: 77))[0]
        #expect(found.bitPattern == Self.proximal(weight, strength, 0.25).bitPattern)
      }
    }
  }

  @Test func `the cumulative penalty is paid while it can be`() {
    // Figure 2 of Tsuruoka, Tsujii, Ananiadou, by hand: u grows by 0.25 a step.
    var state = Vector()
    func pay(_ weight: Float, _ step: Int) -> Float {
      CumulativeL1(Self.scalars(1, rateSum: 0.25 * Double(step))).proximal(
        Vector(repeating: weight), from: Vector(), stepSize: Vector(), state: &state)[0]
    }
    #expect(pay(1, 1) == 0.75 && state[0] == -0.25)
    #expect(pay(0.75, 2) == 0.5 && state[0] == -0.5)
    // It could pay an eighth alone: an eighth is still owed.
    #expect(pay(0.125, 3).bitPattern == 0 && state[0] == -0.625)
    #expect(pay(0, 4).bitPattern == 0 && pay(-0.0, 4).bitPattern == 0 && state[0] == -0.625)
    #expect(pay(2, 4) == 1.625 && state[0] == -1)
    // On the other side it owes what it never paid there.
    #expect(pay(-3, 5) == -0.75 && state[0] == 1.25)
    #expect(pay(.nan, 6).isNaN && state[0].isNaN)
  }

  @Test func `frozen zeros stay and other weights are free`() {
    let rule = FrozenZeros(Self.scalars(1e6))
    for weight in Self.weights {
      let moved = Self.proximal(rule, Vector(repeating: weight), Vector(repeating: 1))[0]
      #expect(moved.bitPattern == weight.bitPattern)
      for old: Float in [0, -0.0] {
        let kept = Self.proximal(
          rule, Vector(repeating: weight), Vector(repeating: 1), from: Vector(repeating: old))[0]
        #expect(kept.bitPattern == 0)
      }
    }
  }
}
