import Arithmetic

/// One optimizer as vector code.
protocol OptimizerRule {
  /// Arrays of state that the loop loads and stores around `step`.
  static var states: Int { get }

  init(_ scalars: StepScalars)

  /// The weight after the step, and how far the step goes per unit of gradient along each
  /// coordinate.
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector)
}

struct SGDRule: OptimizerRule {
  static var states: Int { 0 }
  let rate: Vector

  /// w = fma(−η, g, w).
  @inline(__always)
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    (weight.addingProduct(-rate, gradient), rate)
  }
}

struct MomentumRule: OptimizerRule {
  static var states: Int { 1 }
  let rate: Vector
  let momentum: Vector

  /// v = fma(μ, v, g); w = fma(−η, v, w).
  @inline(__always)
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    first = gradient.addingProduct(momentum, first)
    return (weight.addingProduct(-rate, first), rate)
  }
}

struct NesterovRule: OptimizerRule {
  static var states: Int { 1 }
  let rate: Vector
  let momentum: Vector

  /// v = fma(μ, v, g); w = fma(−η, fma(μ, v, g), w).
  @inline(__always)
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    first = gradient.addingProduct(momentum, first)
    return (weight.addingProduct(-rate, gradient.addingProduct(momentum, first)), rate)
  }
}

struct AdamRule: OptimizerRule {
  static var states: Int { 2 }
  static var firstDecay: Double { 0.9 }
  static var secondDecay: Double { 0.999 }
  static var epsilon: Double { 1e-8 }

  let rate: Vector
  /// 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ), computed in binary64 and rounded once.
  let firstCorrection: Vector
  let secondCorrection: Vector

  /// m = fma(β₁, m, (1−β₁)·g); v = fma(β₂, v, ((1−β₂)·g)·g); s = η / (√(v·c₂) + ε);
  /// w = fma(−s, m·c₁, w). Step size s.
  @inline(__always)
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    let beta1 = Vector(repeating: Float(Self.firstDecay))
    let beta2 = Vector(repeating: Float(Self.secondDecay))
    first = (gradient * Float(1 - Self.firstDecay)).addingProduct(beta1, first)
    second = ((gradient * Float(1 - Self.secondDecay)) * gradient).addingProduct(beta2, second)
    let scale = (second * secondCorrection).squareRoots + Float(Self.epsilon)
    let stepSize = rate / scale
    return (weight.addingProduct(-stepSize, first * firstCorrection), stepSize)
  }
}

extension SGDRule {
  init(_ scalars: StepScalars) { self.init(rate: Vector(repeating: scalars.rate)) }
}

extension MomentumRule {
  init(_ scalars: StepScalars) {
    self.init(
      rate: Vector(repeating: scalars.rate), momentum: Vector(repeating: scalars.momentum))
  }
}

extension NesterovRule {
  init(_ scalars: StepScalars) {
    self.init(
      rate: Vector(repeating: scalars.rate), momentum: Vector(repeating: scalars.momentum))
  }
}

extension AdamRule {
  init(_ scalars: StepScalars) {
    self.init(
      rate: Vector(repeating: scalars.rate),
      firstCorrection: Vector(repeating: scalars.firstCorrection),
      secondCorrection: Vector(repeating: scalars.secondCorrection))
  }
}
