/// What a full-batch solver knows between two iterations beside its arrays.
public struct SolverProgress: Equatable, Sendable, BitwiseCopyable {
  /// Why a solver ended before its last iteration.
  public enum End: String, BitwiseCopyable, Sendable {
    /// The residual reached the tolerance.
    case converged
    /// The residual is as small as numbers in binary32 let it become.
    case precision
  }

  /// The residual at which the solver ends.
  public var tolerance = 0.0
  public var residual = Double.infinity
  public var end: End?
  /// The smallest residual so far, and iterations since then.
  public var best = Double.greatestFiniteMagnitude
  public var sinceBest = 0

  /// FISTA: L, the inverse of the step.
  public var curvature = 1.0
  /// FISTA: tₖ, and β of the next extrapolation.
  public var inertia = 1.0
  public var momentum = 0.0

  /// OWL-QN: pairs in the memory, and the place of the newest.
  public var pairs = 0
  public var newest = 0

  /// Of λ₁, the residual at which weights are optimal for all that binary32 can tell on well-scaled data.
  static let relativeTolerance = 1e-4
  /// Without a penalty, of the residual at the start.
  static let gradientTolerance = 1e-5
  /// Iterations without a smaller residual, where rounding alone may keep it.
  static let patience = 30

  public init() {}

  /// A solver's start.
  init(strength: Double, residual: Double) {
    tolerance =
      strength > 0 ? Self.relativeTolerance * strength : Self.gradientTolerance * residual
    take(residual: residual, noise: 0)
  }

  /// Notes the residual of a new point and decides whether the solver ends there.
  ///
  /// - Parameter noise: what rounding may make of a gradient that is 0.
  mutating func take(residual: Double, noise: Double) {
    self.residual = residual
    if residual < 0.9 * best {
      best = residual
      sinceBest = 0
    } else {
      sinceBest += 1
    }
    if residual <= tolerance {
      end = .converged
    } else if sinceBest >= Self.patience && residual <= 4 * noise && residual <= 2 * best {
      end = .precision
    }
  }

  /// What rounding may make of a gradient that is 0.
  ///
  /// Of a loss f ≥ 0 whose gradient changes by at most L per unit, ‖∂f‖ ≤ √(2·L·f): the size of what cancels in a
  /// gradient near the optimum; each of its numbers has a relative error of some 2⁻²².
  static func noise(loss: Double, curvature: Double) -> Double {
    0x1p-22 * (2 * curvature * loss).squareRoot()
  }
}
