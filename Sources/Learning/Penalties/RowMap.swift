import Arithmetic

/// Proximal maps of penalties that look at rows as a whole, for as many rows as a vector has lanes.
///
/// Rows lie side by side, `[weights of a row, lanes]`: sums over a row are then one chain in ascending
/// index in each lane (rule 9), for any vector width.
enum RowMap {
  /// Group lasso: the minimizer w of ½·Σ(wᵢ − zᵢ)²/sᵢ + λ·‖w‖₂ in each lane.
  ///
  /// With one step s for all that is z·max(0, 1 − λ·s/‖z‖₂), +0 where it vanishes. With steps of their own
  /// wᵢ = zᵢ·t/(t + λ·sᵢ) with t = ‖w‖₂, which `RowNorm` finds. A lane with λ = 0 is left as it is.
  ///
  /// - Parameters:
  ///   - rows: z, replaced by w.
  ///   - strength: λ ≥ 0 of each lane.
  static func shrink(_ rows: View<Float>, steps: RowSteps, strength: Vector) {
    let isFree = strength .== 0
    guard steps.isUniform else {
      let root = RowNorm.find(
        rows, steps: steps, strength: strength, bounded: rows[0..<0], boundedSteps: steps,
        hierarchy: 0)
      scale(rows, steps: steps, root, unless: isFree)
      return
    }
    let norm = norm(rows)
    let threshold = strength * steps[0]
    let factor = Vector(repeating: 1) - threshold / norm
    let isGone = norm .<= threshold
    var index = 0
    while index < rows.count {
      let old = rows.vector(at: index)
      let shrunk = (old * factor).replacing(with: Vector(), where: isGone)
      rows.setVector(
        shrunk.replacing(with: Vector(), where: shrunk .== 0).replacing(with: old, where: isFree),
        at: index)
      index &+= Vector.scalarCount
    }
  }

  /// LassoNet's map: the minimizer (θ, W) of
  /// ½·Σ(θᵢ − vᵢ)²/sᵢ + ½·Σ(Wₖ − uₖ)²/sₖ + λ·‖θ‖₂ with |Wₖ| ≤ M·‖θ‖₂ in each lane (Lemhadri et al.
  /// 2021, proposition 1, there with one step for all).
  ///
  /// For a given t = ‖θ‖₂ the best W is u cut off at ±M·t, and θᵢ = vᵢ·t/(t + μ·sᵢ) with
  /// μ = λ − M·Σ(|uₖ| − M·t)₊/sₖ; `RowNorm` finds t. Where v is 0 both become 0: while
  /// λ < M·Σ|uₖ|/sₖ that is no minimum, but no direction of θ is better than another. A lane with λ = 0
  /// is left as it is: never penalized.
  ///
  /// - Parameters:
  ///   - skip: v, replaced by θ.
  ///   - weights: u, replaced by W.
  static func hierarchical(
    skip: View<Float>, skipSteps: RowSteps, weights: View<Float>, weightSteps: RowSteps,
    strength: Vector, hierarchy: Float
  ) {
    let root = RowNorm.find(
      skip, steps: skipSteps, strength: strength, bounded: weights, boundedSteps: weightSteps,
      hierarchy: hierarchy)
    let isFree = strength .== 0
    let bound = root.norm * hierarchy
    var index = 0
    while index < weights.count {
      let weight = weights.vector(at: index)
      let isCut = weight.replacing(with: -weight, where: weight .< 0) .> bound
      let cut = bound.replacing(with: Vector() - bound, where: weight .< 0)
      let new = weight.replacing(with: cut, where: isCut)
      weights.setVector(
        new.replacing(with: Vector(), where: new .== 0).replacing(with: weight, where: isFree),
        at: index)
      index &+= Vector.scalarCount
    }
    scale(skip, steps: skipSteps, root, unless: isFree)
  }

  /// ‖row‖₂ of each lane.
  static func norm(_ rows: View<Float>) -> Vector {
    var sum = Vector()
    var index = 0
    while index < rows.count {
      let value = rows.vector(at: index)
      sum = sum.addingProduct(value, value)
      index &+= Vector.scalarCount
    }
    return sum.squareRoots
  }

  /// zᵢ·(t/((t + μ·sᵢ)·√φ)), +0 where t is 0.
  private static func scale(
    _ rows: View<Float>, steps: RowSteps, _ root: RowNorm,
    unless isFree: SIMDMask<Vector.MaskStorage>
  ) {
    let isGone = root.norm .== 0
    let lanes = Vector.scalarCount
    var index = 0
    while index &* lanes < rows.count {
      let old = rows.vector(at: index &* lanes)
      let divisor = root.norm.addingProduct(root.pull, steps[index]) * root.size
      let new = (old * (root.norm / divisor)).replacing(with: Vector(), where: isGone)
      rows.setVector(
        new.replacing(with: Vector(), where: new .== 0).replacing(with: old, where: isFree),
        at: index &* lanes)
      index &+= 1
    }
  }
}
