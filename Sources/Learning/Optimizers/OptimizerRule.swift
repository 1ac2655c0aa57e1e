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

  /// The same before a proximal map: the point at which the map is taken.
  func stepBeforeMap(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector)

  /// What the optimizer makes of the map's answer.
  ///
  /// - Parameters:
  ///   - mapped: the map's answer.
  ///   - point: where it was taken.
  /// - Returns: the new weight.
  func accept(_ mapped: Vector, from point: Vector, first: inout Vector) -> Vector

  /// Whether each coordinate has a step of its own.
  static var hasMetric: Bool { get }

  /// Whether `step` takes what is owed, `StepScalars.owed`, off the weights: no map follows.
  static var thresholdsItself: Bool { get }

  /// The step along coordinates whose second array of state is `second` after the step.
  func stepSize(second: Vector) -> Vector
}

extension OptimizerRule {
  @inline(__always)
  func stepBeforeMap(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    step(weight, gradient: gradient, first: &first, second: &second)
  }

  @inline(__always)
  func accept(_ mapped: Vector, from point: Vector, first: inout Vector) -> Vector { mapped }

  static var hasMetric: Bool { false }
  static var thresholdsItself: Bool { false }
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

  @inline(__always)
  func stepSize(second: Vector) -> Vector { rate }
}

struct MomentumRule: OptimizerRule {
  static var states: Int { 1 }
  let rate: Vector
  let momentum: Vector
  /// η, or the least number above 0: to divide by.
  let divisor: Vector

  /// v = fma(μ, v, g); w = fma(−η, v, w).
  @inline(__always)
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    first = gradient.addingProduct(momentum, first)
    return (weight.addingProduct(-rate, first), rate)
  }

  /// v = v + (z − w)/η, 0 where w is zero.
  @inline(__always)
  func accept(_ mapped: Vector, from point: Vector, first: inout Vector) -> Vector {
    first = (first + (point - mapped) / divisor).replacing(with: Vector(), where: mapped .== 0)
    return mapped
  }

  @inline(__always)
  func stepSize(second: Vector) -> Vector { rate }
}

struct NesterovRule: OptimizerRule {
  static var states: Int { 1 }
  let rate: Vector
  let momentum: Vector
  /// η, or the least number above 0: to divide by.
  let divisor: Vector

  /// v = fma(μ, v, g); w = fma(−η, fma(μ, v, g), w).
  @inline(__always)
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    first = gradient.addingProduct(momentum, first)
    return (weight.addingProduct(-rate, gradient.addingProduct(momentum, first)), rate)
  }

  /// v = fma(μ, v, g); z = fma(−η, g, w).
  @inline(__always)
  func stepBeforeMap(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    first = gradient.addingProduct(momentum, first)
    return (weight.addingProduct(-rate, gradient), rate)
  }

  /// v = v + (z − x)/η, 0 where x is zero; w = fma(−(η·μ), v, x).
  @inline(__always)
  func accept(_ mapped: Vector, from point: Vector, first: inout Vector) -> Vector {
    first = (first + (point - mapped) / divisor).replacing(with: Vector(), where: mapped .== 0)
    return mapped.addingProduct(-(rate * momentum), first)
  }

  @inline(__always)
  func stepSize(second: Vector) -> Vector { rate }
}

struct AdamRule: OptimizerRule {
  static var states: Int { 2 }
  static var hasMetric: Bool { true }
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
    let stepSize = stepSize(second: second)
    return (weight.addingProduct(-stepSize, first * firstCorrection), stepSize)
  }

  /// s, from v after the step.
  @inline(__always)
  func stepSize(second: Vector) -> Vector {
    rate / ((second * secondCorrection).squareRoots + Float(Self.epsilon))
  }
}

extension SGDRule {
  init(_ scalars: StepScalars) { self.init(rate: Vector(repeating: scalars.rate)) }
}

extension MomentumRule {
  init(_ scalars: StepScalars) {
    self.init(
      rate: Vector(repeating: scalars.rate), momentum: Vector(repeating: scalars.momentum),
      divisor: Vector(repeating: scalars.rateDivisor))
  }
}

extension NesterovRule {
  init(_ scalars: StepScalars) {
    self.init(
      rate: Vector(repeating: scalars.rate), momentum: Vector(repeating: scalars.momentum),
      divisor: Vector(repeating: scalars.rateDivisor))
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

struct FTRLRule: OptimizerRule {
  static var states: Int { 2 }
  static var hasMetric: Bool { true }
  static var thresholdsItself: Bool { true }
  /// β: the paper's, "usually good enough".
  static var beta: Double { 1 }

  let rate: Vector
  /// t·λ₁.
  let threshold: Vector

  /// r = √n; n = fma(g, g, n); r′ = √n; z = fma(−(r′ − r)/η, w, z + g); w = −S(z, t·λ₁)·(η/(β + r′)), S
  /// the soft threshold. Step size η/(β + r′). Where neither a gradient nor a penalty pulls, w stays: the
  /// centre at the initial weights gives them back only up to a rounding.
  @inline(__always)
  func step(
    _ weight: Vector, gradient: Vector, first: inout Vector, second: inout Vector
  ) -> (weight: Vector, stepSize: Vector) {
    let before = second.squareRoots
    second = second.addingProduct(gradient, gradient)
    let after = second.squareRoots
    first = (first + gradient).addingProduct(-((after - before) / rate), weight)
    let stepSize = stepSize(second: second)
    // 0 − x and not −x: a weight that is zero is +0.
    let new = Vector() - SoftThreshold.apply(threshold, to: first) * stepSize
    return (
      new.replacing(with: weight, where: (gradient .== 0) .& (threshold .== 0)), stepSize
    )
  }

  @inline(__always)
  func stepSize(second: Vector) -> Vector { rate / (second.squareRoots + Float(Self.beta)) }
}

extension FTRLRule {
  init(_ scalars: StepScalars) {
    self.init(
      rate: Vector(repeating: scalars.rateDivisor), threshold: Vector(repeating: scalars.owed))
  }
}
