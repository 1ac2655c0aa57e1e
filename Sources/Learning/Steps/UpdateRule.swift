/// How gradients become new parameters: optimizer, penalties and schedule.
///
/// Bits alone, so that handing it on in a step counts no references; `PenaltyFactors` are apart.
public struct UpdateRule: BitwiseCopyable, Equatable, Sendable {
  public let optimizer: Optimizer
  public let schedule: Schedule
  public let momentum: Double
  /// Decoupled from the gradient: w ← w − η·decay·w, weights only, for any optimizer but FTRL, whose
  /// weights are a function of its state.
  public let weightDecay: Double
  /// λ₂ of ½·λ₂·Σw², weights only: with L1 the elastic net (Zou, Hastie 2005,
  /// doi:10.1111/j.1467-9868.2005.00503.x).
  public let l2: Double
  public let penalty: Penalty?

  public init(
    optimizer: Optimizer, schedule: Schedule, momentum: Double = 0.9, weightDecay: Double = 0,
    l2: Double = 0, penalty: Penalty? = nil
  ) {
    self.optimizer = optimizer
    self.schedule = schedule
    self.momentum = momentum
    self.weightDecay = weightDecay
    self.l2 = l2
    self.penalty = penalty
  }

  /// Arrays of state per parameter, of the optimizer and of the penalty.
  public var states: Int { optimizer.states + (penalty?.method == .cumulative ? 1 : 0) }

  /// Whether steps need the sum of the rates so far.
  public var needsRateSum: Bool { penalty?.method == .cumulative }
}
