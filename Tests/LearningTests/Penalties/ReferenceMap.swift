import Foundation

/// Proximal maps in binary64, by halving intervals.
enum ReferenceMap {
  static func soft(_ w: Double, _ threshold: Double) -> Double {
    abs(w) <= threshold ? 0 : w > 0 ? w - threshold : w + threshold
  }

  /// The minimizer of ½·Σ(wᵢ − zᵢ)²/sᵢ + λ·‖w‖₂.
  static func group(_ z: [Double], _ s: [Double], strength: Double) -> [Double] {
    hierarchical(z, s, [], [], strength: strength, hierarchy: 1).skip
  }

  /// The minimizer of ½·Σ(θᵢ − vᵢ)²/sᵢ + ½·Σ(Wₖ − uₖ)²/sₖ + λ·‖θ‖₂ with |Wₖ| ≤ M·‖θ‖₂; as it is
  /// where λ is 0.
  ///
  /// For each t the best θ with ‖θ‖₂ = t is vᵢ/(1 + ν·sᵢ) with the ν that gives it this norm, and the
  /// best W is u cut off at M·t. The objective falls with t while ν·t > λ − M·Σ(|uₖ| − M·t)₊/sₖ.
  static func hierarchical(
    _ v: [Double], _ vSteps: [Double], _ u: [Double], _ uSteps: [Double], strength: Double,
    hierarchy: Double
  ) -> (skip: [Double], weights: [Double]) {
    guard strength != 0 else { return (v, u) }
    guard v.contains(where: { $0 != 0 }) else { return (v.map { _ in 0 }, u.map { _ in 0 }) }
    func pull(_ t: Double) -> Double {
      strength - hierarchy
        * zip(u, uSteps).reduce(0) { $0 + max(0, abs($1.0) - hierarchy * t) / $1.1 }
    }
    /// Σ(vᵢ·t/(t + μ·sᵢ))² > t², or a denominator that is not positive: t is too small.
    func isTooSmall(_ t: Double) -> Bool {
      let pull = pull(t)
      var sum = 0.0
      for (value, step) in zip(v, vSteps) {
        let divisor = t + pull * step
        guard divisor > 0 else { return true }
        sum += (value / divisor) * (value / divisor)
      }
      return sum > 1
    }
    var high = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for value in u { high = max(high, abs(value) / hierarchy) }
    high *= 2
    var low = 0.0
    for _ in 0..<2000 where low < high {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if isTooSmall(middle) { low = middle } else { high = middle }
    }
    let t = low
    guard t > 0 else { return (v.map { _ in 0 }, u.map { _ in 0 }) }
    return (
      zip(v, vSteps).map { $0 * t / (t + pull(t) * $1) },
      u.map { max(-hierarchy * t, min(hierarchy * t, $0)) }
    )
  }
}
