public import Arithmetic

/// What one worker does in an iteration of FISTA, the fast iterative shrinkage-thresholding algorithm (Beck,
/// Teboulle 2009, doi:10.1137/080716542): y = x + β·(x − x₋), x⁺ = P(y − g(y)/L).
public final class AcceleratedStep: Sendable {
  /// The sums that decide about a step; d = x⁺ − y.
  public enum Sum: Int, CaseIterable, Sendable {
    /// (g(x⁺) − g(y))·d.
    case curvature
    /// ‖d‖².
    case distance
    /// (y − x⁺)·(x⁺ − x): above 0 where momentum leads uphill.
    case uphill
    /// g(y)·d.
    case slope
    /// ½·λ₂·(‖x⁺‖² − ‖y‖²), weights only.
    case decay
  }

  private let parts: Buffer<SlicePart>
  private let map: ProximalStep
  private let l2: Double

  public init(
    _ layout: ParameterLayout, penalty: Penalty?, factors: PenaltyFactors, l2: Double,
    slice: ParameterSlice
  ) {
    parts = Buffer(
      copying: SlicePart.parts(of: slice, layout, penalty: nil, factors: .uniform))
    map = ProximalStep(layout, penalty: penalty, factors: factors, slice: slice)
    self.l2 = l2
  }

  /// y = fma(β, x − x₋, x), and its transposed copy.
  public func extrapolate(
    _ current: View<Float>, before: View<Float>, momentum: Float, to point: Parameters
  ) {
    let beta = Vector(repeating: momentum)
    let values = point.values
    for index in parts.view.indices {
      let part = parts.view[index]
      var offset = part.range.lowerBound
      while offset < part.range.upperBound {
        let new = current.vector(at: offset)
        let change = new - before.vector(at: offset)
        values.setVector(new.addingProduct(beta, change), at: offset)
        offset &+= Vector.scalarCount
      }
      point.transpose(part.segment, range: part.range)
    }
  }

  /// x⁺ = P(y − g(y)/L).
  public func descend(
    from point: View<Float>, gradient: View<Float>, stepSize: Float, to target: Parameters
  ) {
    map.apply(point, gradient: gradient, stepSize: stepSize, to: target)
  }

  /// Writes some blocks of all sums.
  public func write(
    _ sums: SolverSums, blocks: Range<Int>, current: View<Float>, point: View<Float>,
    next: View<Float>, gradient: View<Float>, nextGradient: View<Float>
  ) {
    sums.write(Sum.curvature.rawValue, blocks: blocks) { offset, _ in
      (Double(nextGradient[offset]) - Double(gradient[offset]))
        * (Double(next[offset]) - Double(point[offset]))
    }
    sums.write(Sum.distance.rawValue, blocks: blocks) { offset, _ in
      let change = Double(next[offset]) - Double(point[offset])
      return change * change
    }
    sums.write(Sum.uphill.rawValue, blocks: blocks) { offset, _ in
      (Double(point[offset]) - Double(next[offset]))
        * (Double(next[offset]) - Double(current[offset]))
    }
    sums.write(Sum.slope.rawValue, blocks: blocks) { offset, _ in
      Double(gradient[offset]) * (Double(next[offset]) - Double(point[offset]))
    }
    let l2 = l2
    sums.write(Sum.decay.rawValue, blocks: blocks) { offset, isBias in
      let (old, new) = (Double(point[offset]), Double(next[offset]))
      return isBias || l2 == 0 ? 0 : 0.5 * l2 * (new - old) * (new + old)
    }
  }

  /// Writes some blocks of ‖g‖², as sum 0.
  public func writeNorm(_ sums: SolverSums, blocks: Range<Int>, of gradient: View<Float>) {
    sums.writeProduct(0, gradient, gradient, blocks: blocks)
  }
}
