import Learning

extension SmallRun {
  /// What goes with a penalty: L2 beside it, factors of layers and columns, shares of a mix.
  static var factors: [SmallRun] {
    var runs: [SmallRun] = []
    for optimizer in [Optimizer.momentum, .adam] {
      runs.append(
        penalized(optimizer, .l1, .proximal, "-elastic-net") { $0.l2 = 0.1 })
      for shape in Penalty.Shape.allCases {
        runs.append(
          penalized(optimizer, shape, .proximal, "-layers") {
            $0.factors = PenaltyFactors(layers: [1, 0.5, 0])
          })
        runs.append(
          penalized(optimizer, shape, .proximal, "-columns") {
            $0.factors = PenaltyFactors(inputs: [0, 1, 3, 1, 0.5, 1, 1])
          })
      }
      runs += [
        penalized(optimizer, .sparseGroup, .proximal, "-mix") {
          $0.penalty = Penalty(strength: 0.02, shape: .sparseGroup, method: .proximal, mix: 0.9)
        },
        penalized(optimizer, .hierarchical, .proximal, "-tight") {
          $0.penalty = Penalty(
            strength: 0.02, shape: .hierarchical, method: .proximal, hierarchy: 0.1)
        },
      ]
    }
    runs.append(
      penalized(.ftrl, .l1, .proximal, "-columns") {
        $0.factors = PenaltyFactors(inputs: [0, 1, 3, 1, 0.5, 1, 1])
      })
    return runs
  }
}
