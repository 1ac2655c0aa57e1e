import Arithmetic
import Learning
import Team

/// What one worker brings to a run: memory for its rows, and its slice of the parameters.
struct TrainerMember: Sendable {
  let gradient: GradientMember
  let update: SliceUpdate
  let slice: [Range<Int>]
  /// For validation rows; nil where there are none.
  let evaluation: Workspace?

  static func make(
    workers: Int, parameters: Parameters, optimizer: OptimizerState, rule: UpdateRule,
    factors: PenaltyFactors, plans: MinibatchPlans, dropout: Dropout?, measures: Bool
  ) -> [TrainerMember] {
    let layout = parameters.layout
    let slices = ParameterSlice.cut(layout, into: workers, penalty: rule.penalty)
    return (0..<workers).map { worker in
      TrainerMember(
        gradient: GradientMember(
          layout, shares: [plans.full.shares[worker], plans.last.shares[worker]], cut: plans.cut,
          dropout: dropout),
        update: SliceUpdate(
          parameters, state: optimizer, rule: rule, factors: factors, slice: slices[worker],
          treeDepth: plans.treeDepth),
        slice: slices[worker].ranges,
        evaluation: measures
          ? Workspace(layout, capacity: BlockSum.blockSize, dropout: nil) : nil)
    }
  }
}
