/// The penalty λ·Σ|w| on weights, never on biases.
public struct L1Penalty: Equatable, Sendable {
  /// How the penalty acts on a step.
  public enum Method: String, CaseIterable, Sendable {
    /// λ·sign(w) is added to the gradient, with sign(0) = 0: weights shrink but do not stay at zero.
    case subgradient
    /// After the optimizer's step each weight moves toward zero by λ times the step that the
    /// optimizer takes along this coordinate, and stops there: exact zeros.
    case proximal
  }

  /// λ ≥ 0. (A negative strength is the sign error of the seed article; `demo` shows it.)
  public let strength: Double
  public let method: Method

  public init(strength: Double, method: Method) {
    self.strength = strength
    self.method = method
  }
}
