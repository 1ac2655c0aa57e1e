import Arithmetic

/// What a penalty on single weights does to one vector of them; types of their own, so that the loop
/// over a slice is compiled for each pair of optimizer and penalty.
protocol PenaltyRule {
  /// Arrays of state, behind those of the optimizer.
  static var states: Int { get }
  /// Where the proximal map is taken.
  static var map: MapPlace { get }

  init(_ scalars: StepScalars)

  /// The gradient with the penalty's subgradient added.
  func gradient(_ gradient: Vector, at weight: Vector) -> Vector

  /// The weight after the step and the proximal map.
  ///
  /// - Parameters:
  ///   - weight: after the optimizer's step.
  ///   - old: before it.
  ///   - stepSize: how far the optimizer moves along each coordinate per unit of gradient.
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector
}

/// Where a penalty's proximal map is taken.
enum MapPlace {
  /// There is none.
  case none
  /// With the optimizer's step.
  case here
  /// After it, row by row: see `RowUpdate`.
  case later
}

extension PenaltyRule {
  static var states: Int { 0 }
  static var map: MapPlace { .here }

  @inline(__always)
  func gradient(_ gradient: Vector, at weight: Vector) -> Vector { gradient }
}

struct NoPenalty: PenaltyRule {
  static var map: MapPlace { .none }

  init(_ scalars: StepScalars) {}

  @inline(__always)
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector { weight }
}

struct SubgradientL1: PenaltyRule {
  static var map: MapPlace { .none }
  let strength: Vector

  init(_ scalars: StepScalars) { strength = Vector(repeating: scalars.l1) }

  /// gradient + λ·sign(w), sign(±0) = 0: one addition, the product being exact.
  @inline(__always)
  func gradient(_ gradient: Vector, at weight: Vector) -> Vector {
    let term = strength.replacing(with: -strength, where: weight .< 0)
    return gradient + term.replacing(with: Vector(), where: weight .== 0)
  }

  @inline(__always)
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector { weight }
}

struct ProximalL1: PenaltyRule {
  let strength: Vector

  init(_ scalars: StepScalars) { strength = Vector(repeating: scalars.l1) }

  @inline(__always)
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector {
    SoftThreshold.apply(strength * stepSize, to: weight)
  }
}

struct DecoupledL1: PenaltyRule {
  /// η·λ.
  let threshold: Vector

  init(_ scalars: StepScalars) { threshold = Vector(repeating: scalars.l1 * scalars.rate) }

  @inline(__always)
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector {
    SoftThreshold.apply(threshold, to: weight)
  }
}

struct CumulativeL1: PenaltyRule {
  static var states: Int { 1 }
  /// u: what every weight owes since the start of the run, λ·Ση.
  let owed: Vector

  init(_ scalars: StepScalars) { owed = Vector(repeating: scalars.owed) }

  /// q is what the weight has received, signed: for w > 0 the new weight is max(0, w − (u + q)), for
  /// w < 0 it is min(0, w + (u − q)), +0 where it is zero; q grows by new − w.
  @inline(__always)
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector {
    let isNegative = weight .< 0
    let magnitude = weight.replacing(with: -weight, where: isNegative)
    let received = state.replacing(with: -state, where: isNegative)
    let left = magnitude - (owed + received)
    let signed = left.replacing(with: -left, where: isNegative)
    let stopped = signed.replacing(with: Vector(), where: left .<= 0)
    let new = stopped.replacing(with: Vector(), where: weight .== 0)
    state += new - weight
    return new
  }
}

/// Of weights whose map looks at whole rows.
struct MapLater: PenaltyRule {
  static var map: MapPlace { .later }

  init(_ scalars: StepScalars) {}

  @inline(__always)
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector { weight }
}

struct FrozenZeros: PenaltyRule {
  init(_ scalars: StepScalars) {}

  /// A weight that happens to become zero on its way stays there as well; in binary32 that is as good
  /// as impossible.
  @inline(__always)
  func proximal(
    _ weight: Vector, from old: Vector, stepSize: Vector, state: inout Vector
  ) -> Vector {
    weight.replacing(with: Vector(), where: old .== 0)
  }
}
