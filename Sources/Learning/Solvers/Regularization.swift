/// What a full-batch solver minimizes beside the mean loss.
public struct Regularization: Equatable, Sendable {
  public let penalty: Penalty?
  public let factors: PenaltyFactors
  /// λ₂ of ½·λ₂·Σw².
  public let l2: Double

  public init(penalty: Penalty?, factors: PenaltyFactors = .uniform, l2: Double = 0) {
    self.penalty = penalty
    self.factors = factors
    self.l2 = l2
  }

  /// λ₁; 0 without a penalty, and where zeros are frozen.
  var strength: Double {
    penalty.map { $0.method == .frozenZeros ? 0 : $0.strength } ?? 0
  }
}
