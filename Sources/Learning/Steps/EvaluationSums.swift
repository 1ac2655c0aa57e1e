/// Sums over rows from which loss and metrics are computed.
public struct EvaluationSums: BitwiseCopyable, Equatable, Sendable {
  public var loss = 0.0
  /// Rows whose most probable class is the target's (ties go to the lower class).
  public var correct = 0.0
  /// Σ(ŷ − y)², in standardized units.
  public var squaredError = 0.0

  public init() {}
}
