import Learning

extension SmallRun {
  /// The full-batch solvers with every penalty that has a meaning with them, and with every loss that has a
  /// gradient, with and without hidden layers.
  static var solvers: [SmallRun] {
    var runs: [SmallRun] = []
    for solver in Solver.allCases {
      runs += [
        solved(solver, "plain") { _ in },
        solved(solver, "l2") { $0.l2 = 0.05 },
        solved(solver, "l1-frozen-zeros") {
          $0.penalty = Penalty(strength: 0, shape: .l1, method: .frozenZeros)
          $0.beginsWithZeros = true
        },
      ]
      for shape in Penalty.Shape.allCases where shape == .l1 || solver == .fista {
        let penalty = Penalty(strength: 0.02, shape: shape, method: .proximal)
        runs += [
          solved(solver, shape.rawValue) { $0.penalty = penalty },
          solved(solver, shape.rawValue + "-columns") {
            $0.penalty = penalty
            $0.factors = PenaltyFactors(inputs: [0, 1, 3, 1, 0.5, 1, 1])
          },
        ]
      }
      for loss in Loss.allCases where loss != .articleSquared {
        runs += [
          solved(solver, "l1-" + loss.rawValue) {
            $0.loss = loss
            $0.penalty = Penalty(strength: 0.02, method: .proximal)
          },
          solved(solver, "l1-linear-" + loss.rawValue) {
            ($0.loss, $0.hidden) = (loss, [])
            $0.penalty = Penalty(strength: 0.02, method: .proximal)
          },
        ]
      }
    }
    return runs
  }

  private static func solved(
    _ solver: Solver, _ name: String, _ change: (inout TrainingSettings) -> Void
  ) -> SmallRun {
    var settings = TrainingSettings()
    // More than OWL-QN remembers.
    settings.epochs = 14
    change(&settings)
    settings.hasSkip = settings.penalty?.shape == .hierarchical
    let final = settings
    return SmallRun(solver.rawValue + "-" + name) {
      switch solver {
      case .fista: (try? final.solve(AcceleratedRun.self))?.words
      case .owlqn: (try? final.solve(OrthantRun.self))?.words
      }
    }
  }
}
