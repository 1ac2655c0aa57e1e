public import Arithmetic

/// What one worker does in an iteration of OWL-QN, the orthant-wise limited-memory quasi-Newton method for L1
/// (Andrew, Gao 2007, doi:10.1145/1273496.1273501). Without a strength it is L-BFGS.
///
/// The pseudo-gradient v is, of the one-sided derivatives of the objective, the one nearest to 0: g + λ·sign(w)
/// where w ≠ 0, otherwise g moved toward 0 by λ. The direction is d = −H·v without those components of penalized
/// weights that do not oppose v's (π in the paper); a trial point is w + α·d, +0 where a penalized weight leaves
/// the orthant of w (of −v where w = 0).
public final class OrthantStep: Sendable {
  private let parts: Buffer<SlicePart>
  private let penalty: Penalty?
  /// Of a run of elements of the direction, in binary64.
  private let wide: Buffer<Double>

  public init(
    _ layout: ParameterLayout, penalty: Penalty?, factors: PenaltyFactors, slice: ParameterSlice
  ) {
    parts = Buffer(
      copying: SlicePart.parts(of: slice, layout, penalty: penalty, factors: factors))
    self.penalty = penalty
    wide = Buffer(repeating: 0, count: SliceUpdate.blockCount)
  }

  private var isFrozen: Bool { penalty?.method == .frozenZeros }

  /// v; 0 where a zero is frozen.
  public func pseudoGradient(_ values: View<Float>, gradient: View<Float>, to target: View<Float>) {
    let strength = isFrozen ? 0 : Float(penalty?.strength ?? 0)
    for index in parts.view.indices {
      let part = parts.view[index]
      let isPenalized = part.treatment == .penalized
      let threshold = Vector(repeating: strength * part.factor)
      var offset = part.range.lowerBound
      while offset < part.range.upperBound {
        let slope = gradient.vector(at: offset)
        var pseudo = slope
        if isPenalized {
          let weight = values.vector(at: offset)
          let atZero =
            isFrozen ? Vector() : SoftThreshold.apply(threshold, to: slope)
          pseudo = slope + threshold.replacing(with: -threshold, where: weight .< 0)
          pseudo.replace(with: atZero, where: weight .== 0)
        }
        target.setVector(pseudo, at: offset)
        offset &+= Vector.scalarCount
      }
    }
  }

  /// Whether weights may not change their sign in a step.
  private func keepsOrthant(_ part: SlicePart) -> Bool {
    part.treatment == .penalized && !isFrozen && part.factor > 0
  }

  /// d = −(Σ aⱼ·bⱼ + γ·v), a chain in binary64 rounded once; of penalized weights 0 where d·v ≥ 0.
  ///
  /// - Parameters:
  ///   - basis: the vectors bⱼ, as many as there are coefficients.
  ///   - coefficients: aⱼ.
  ///   - scale: γ.
  public func direction(
    _ pseudo: View<Float>, basis: View<View<Float>>, coefficients: View<Double>, scale: Double,
    to target: View<Float>
  ) {
    let wide = wide.view
    for index in parts.view.indices {
      let part = parts.view[index]
      let isProjected = keepsOrthant(part)
      let isFrozen = part.treatment == .penalized && isFrozen
      var start = part.range.lowerBound
      while start < part.range.upperBound {
        let count = min(wide.count, part.range.upperBound &- start)
        for element in 0..<count { wide[element] = scale * Double(pseudo[start &+ element]) }
        for vector in coefficients.indices where coefficients[vector] != 0 {
          let (factor, values) = (coefficients[vector], basis[vector][start..<start &+ count])
          for element in 0..<count {
            wide[element] = wide[element].addingProduct(factor, Double(values[element]))
          }
        }
        for element in 0..<count {
          let (value, slope) = (-Float(wide[element]), pseudo[start &+ element])
          let opposes = (value < 0 && slope > 0) || (value > 0 && slope < 0)
          let isKept = isProjected ? opposes : !(isFrozen && slope == 0)
          target[start &+ element] = isKept ? value : 0
        }
        start &+= count
      }
    }
  }

  /// The trial point, and its transposed copy.
  public func move(
    _ values: View<Float>, pseudo: View<Float>, direction: View<Float>, stepSize: Float,
    to target: Parameters
  ) {
    let step = Vector(repeating: stepSize)
    let new = target.values
    for index in parts.view.indices {
      let part = parts.view[index]
      let isPenalized = part.treatment == .penalized
      let keepsOrthant = keepsOrthant(part)
      var offset = part.range.lowerBound
      while offset < part.range.upperBound {
        let old = values.vector(at: offset)
        var value = old.addingProduct(step, direction.vector(at: offset))
        if keepsOrthant {
          let slope = pseudo.vector(at: offset)
          let side = old.replacing(with: Vector() - slope, where: old .== 0)
          let isOut =
            ((side .> 0) .& (value .<= 0)) .| ((side .< 0) .& (value .>= 0)) .| (side .== 0)
          value.replace(with: Vector(), where: isOut)
        } else if isPenalized {
          value.replace(with: Vector(), where: old .== 0)
        }
        new.setVector(value, at: offset)
        offset &+= Vector.scalarCount
      }
      target.transpose(part.segment, range: part.range)
    }
  }

  /// s = w⁺ − w and y = g⁺ − g.
  public func change(
    from old: View<Float>, to new: View<Float>, gradient: View<Float>, nextGradient: View<Float>,
    intoStep step: View<Float>, intoChange change: View<Float>
  ) {
    for index in parts.view.indices {
      var offset = parts.view[index].range.lowerBound
      while offset < parts.view[index].range.upperBound {
        step.setVector(new.vector(at: offset) - old.vector(at: offset), at: offset)
        change.setVector(
          nextGradient.vector(at: offset) - gradient.vector(at: offset), at: offset)
        offset &+= Vector.scalarCount
      }
    }
  }
}
