import Arithmetic

/// What a penalty does to one vector of weights; types of their own, so that the loop over a slice
/// is compiled for each pair of optimizer and penalty.
protocol PenaltyRule {
  init(_ scalars: StepScalars)

  /// The gradient with the penalty's subgradient added.
  func gradient(_ gradient: Vector, at weight: Vector) -> Vector

  /// The proximal map after a step.
  ///
  /// - Parameter stepSize: how far the optimizer moves along each coordinate per unit of gradient.
  func proximal(_ weight: Vector, stepSize: Vector) -> Vector
}

struct NoPenalty: PenaltyRule {
  init(_ scalars: StepScalars) {}

  @inline(__always)
  func gradient(_ gradient: Vector, at weight: Vector) -> Vector { gradient }
  @inline(__always)
  func proximal(_ weight: Vector, stepSize: Vector) -> Vector { weight }
}

struct SubgradientL1: PenaltyRule {
  let strength: Vector

  /// gradient + λ·sign(w), sign(±0) = 0: one addition, the product being exact.
  @inline(__always)
  func gradient(_ gradient: Vector, at weight: Vector) -> Vector {
    let term = strength.replacing(with: -strength, where: weight .< 0)
    return gradient + term.replacing(with: Vector(), where: weight .== 0)
  }
  @inline(__always)
  func proximal(_ weight: Vector, stepSize: Vector) -> Vector { weight }
}

struct ProximalL1: PenaltyRule {
  let strength: Vector

  @inline(__always)
  func gradient(_ gradient: Vector, at weight: Vector) -> Vector { gradient }

  /// Soft threshold: sign(w)·max(|w| − λ·step, 0), +0 where the maximum is 0, NaN for NaN.
  @inline(__always)
  func proximal(_ weight: Vector, stepSize: Vector) -> Vector {
    let threshold = strength * stepSize
    let magnitude = weight.replacing(with: -weight, where: weight .< 0) - threshold
    let shrunk = magnitude.replacing(with: -magnitude, where: weight .< 0)
    return shrunk.replacing(with: Vector(), where: magnitude .<= 0)
  }
}

extension SubgradientL1 {
  init(_ scalars: StepScalars) { self.init(strength: Vector(repeating: scalars.l1)) }
}

extension ProximalL1 {
  init(_ scalars: StepScalars) { self.init(strength: Vector(repeating: scalars.l1)) }
}
