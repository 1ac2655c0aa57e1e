import Arithmetic

/// The numbers of one step that all its parameters share: computed in binary64, rounded once, and
/// the same on every worker.
public struct StepScalars: BitwiseCopyable, Sendable {
  let rate: Float
  /// The rate, or the least number above 0 where it is none.
  let rateDivisor: Float
  /// 1/B, B the rows of this minibatch.
  let inverseRows: Float
  let momentum: Float
  let l2: Float
  /// η·decay.
  let decay: Float
  /// λ₁ of single weights.
  private(set) var l1: Float
  /// λ₁ of rows.
  let row: Float
  /// What has been owed since the start of the run: λ₁·Ση with the cumulative method, λ₁·t with FTRL.
  private(set) var owed: Float
  let firstCorrection: Float
  let secondCorrection: Float

  /// - Parameters:
  ///   - step: counted from 0 over the whole run.
  ///   - rows: of this minibatch.
  ///   - rateSum: of the rates of the run's steps, this one's included; only looked at with the
  ///     cumulative method.
  public init(_ rule: UpdateRule, step: Int, rows: Int, rateSum: Double = 0) {
    let rate = rule.schedule.rate(atStep: step)
    self.rate = Float(rate)
    rateDivisor = max(Float(rate), .leastNonzeroMagnitude)
    inverseRows = Float(1 / Double(rows))
    momentum = Float(rule.momentum)
    l2 = Float(rule.l2)
    decay = Float(rate * rule.weightDecay)
    // Frozen zeros know no strength, also where one is named: FTRL would take it off.
    let strength = rule.penalty.map { $0.method == .frozenZeros ? 0 : $0.strength } ?? 0
    l1 = Float(strength * (rule.penalty?.weightShare ?? 0))
    // Without a step no row moves; dividing by it would be NaN.
    row = self.rate == 0 ? 0 : Float(strength * (rule.penalty?.rowShare ?? 0))
    owed = Float(strength * (rule.optimizer == .ftrl ? Double(step + 1) : rateSum))
    guard rule.optimizer.correctsBias else {
      (firstCorrection, secondCorrection) = (1, 1)
      return
    }
    let count = step + 1
    firstCorrection = Float(1 / (1 - ElementFunction.power(AdamRule.firstDecay, count)))
    secondCorrection = Float(1 / (1 - ElementFunction.power(AdamRule.secondDecay, count)))
  }

  /// For weights that have `factor` of the penalty on single weights.
  @inline(__always)
  func withPenalty(times factor: Float) -> StepScalars {
    var scalars = self
    // An infinite debt times 0 would be NaN.
    scalars.l1 = factor == 0 ? 0 : l1 * factor
    scalars.owed = factor == 0 ? 0 : owed * factor
    return scalars
  }
}
