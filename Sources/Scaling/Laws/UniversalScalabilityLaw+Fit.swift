extension UniversalScalabilityLaw {
  /// The law closest to measured throughputs, in relative terms.
  ///
  /// N / X(N) = a + b·(N − 1) + c·N·(N − 1) is linear in a = 1/λ, b = σ/λ, c = κ/λ. Each equation is
  /// divided by its left side, so that an error of 1 % counts the same at any number of workers; b
  /// and c must not be negative. Comparing N / X and not X makes it a convex problem with one
  /// solution, which needs no starting point.
  ///
  /// Nil for fewer than three different worker counts, for counts and throughputs that are not
  /// positive and finite, and where no positive λ fits.
  ///
  /// - Complexity: a few dozen multiply-adds per point.
  public init?(fitting points: [(workers: Int, samplesPerSecond: Double)]) {
    guard Set(points.map(\.workers)).count >= 3,
      points.allSatisfy({
        $0.workers > 0 && $0.samplesPerSecond > 0 && $0.samplesPerSecond.isFinite
      })
    else { return nil }
    // The constrained optimum is the free optimum of the terms that are not at their bound: the best
    // of those free optima, over all choices of terms, that keep to the bounds.
    let fits = [(true, true), (true, false), (false, true), (false, false)]
      .map { Self.coefficients(of: points, hasContention: $0.0, hasCoherence: $0.1) }
      .filter { $0.contention >= 0 && $0.coherence >= 0 }
    guard let best = fits.min(by: { $0.squaredError < $1.squaredError }), best.one > 0 else {
      return nil
    }
    self.init(
      samplesPerSecondOfOne: 1 / best.one, contention: best.contention / best.one,
      coherence: best.coherence / best.one)
  }

  /// a, b and c without bounds; those of terms that are left out are 0.
  private static func coefficients(
    of points: [(workers: Int, samplesPerSecond: Double)], hasContention: Bool, hasCoherence: Bool
  ) -> (one: Double, contention: Double, coherence: Double, squaredError: Double) {
    func column(_ term: (Double) -> Double) -> [Double] {
      points.map { term(Double($0.workers)) * $0.samplesPerSecond / Double($0.workers) }
    }
    var columns = [column { _ in 1 }]
    if hasContention { columns.append(column { $0 - 1 }) }
    if hasCoherence { columns.append(column { $0 * ($0 - 1) }) }
    let (solution, squaredError) = LeastSquares.solve(
      columns: columns, target: points.map { _ in 1 })
    return (
      solution[0], hasContention ? solution[1] : 0, hasCoherence ? solution[columns.count - 1] : 0,
      squaredError
    )
  }
}
