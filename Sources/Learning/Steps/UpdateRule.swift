/// How gradients become new parameters: optimizer, penalties and schedule.
public struct UpdateRule: Equatable, Sendable {
  public let optimizer: Optimizer
  public let schedule: Schedule
  public let momentum: Double
  /// Decoupled from the gradient: w ← w − η·decay·w, weights only, for any optimizer.
  public let weightDecay: Double
  /// λ₂ of ½·λ₂·Σw².
  public let l2: Double
  public let l1: L1Penalty?

  public init(
    optimizer: Optimizer, schedule: Schedule, momentum: Double = 0.9, weightDecay: Double = 0,
    l2: Double = 0, l1: L1Penalty? = nil
  ) {
    self.optimizer = optimizer
    self.schedule = schedule
    self.momentum = momentum
    self.weightDecay = weightDecay
    self.l2 = l2
    self.l1 = l1
  }
}
