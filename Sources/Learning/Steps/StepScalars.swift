import Arithmetic

/// The numbers of one step that all its parameters share: computed in binary64, rounded once, and
/// the same on every worker.
public struct StepScalars: BitwiseCopyable, Sendable {
  let rate: Float
  /// 1/B, B the rows of this minibatch.
  let inverseRows: Float
  let momentum: Float
  let l2: Float
  /// η·decay.
  let decay: Float
  let l1: Float
  let firstCorrection: Float
  let secondCorrection: Float

  /// - Parameters:
  ///   - step: counted from 0 over the whole run.
  ///   - rows: of this minibatch.
  public init(_ rule: UpdateRule, step: Int, rows: Int) {
    let rate = rule.schedule.rate(atStep: step)
    self.rate = Float(rate)
    inverseRows = Float(1 / Double(rows))
    momentum = Float(rule.momentum)
    l2 = Float(rule.l2)
    decay = Float(rate * rule.weightDecay)
    l1 = Float(rule.l1?.strength ?? 0)
    guard rule.optimizer.correctsBias else {
      (firstCorrection, secondCorrection) = (1, 1)
      return
    }
    let count = step + 1
    firstCorrection = Float(1 / (1 - ElementFunction.power(AdamRule.firstDecay, count)))
    secondCorrection = Float(1 / (1 - ElementFunction.power(AdamRule.secondDecay, count)))
  }
}
