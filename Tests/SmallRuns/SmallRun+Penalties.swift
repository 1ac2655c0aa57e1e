import Learning

extension SmallRun {
  /// Every optimizer with every shape of penalty and every method that has a meaning with both.
  static var penalties: [SmallRun] {
    var runs: [SmallRun] = []
    for optimizer in Optimizer.allCases {
      for shape in Penalty.Shape.allCases {
        for method in [Penalty.Method.subgradient, .proximal, .proximalDecoupled, .cumulative]
        where hasMeaning(optimizer, shape, method) {
          runs.append(penalized(optimizer, shape, method))
        }
      }
      runs.append(penalized(optimizer, .l1, .frozenZeros) { $0.beginsWithZeros = true })
    }
    return runs
  }

  private static func hasMeaning(
    _ optimizer: Optimizer, _ shape: Penalty.Shape, _ method: Penalty.Method
  ) -> Bool {
    if optimizer == .ftrl { return shape == .l1 && method == .proximal }
    return switch method {
    case .proximal, .proximalDecoupled: true
    case .subgradient: shape == .l1
    case .cumulative: shape == .l1 && !optimizer.hasMetric
    case .frozenZeros: true
    }
  }

  static func penalized(
    _ optimizer: Optimizer, _ shape: Penalty.Shape, _ method: Penalty.Method, _ suffix: String = "",
    _ change: (inout TrainingSettings) -> Void = { _ in }
  ) -> SmallRun {
    optimized(optimizer, shape.rawValue + "-" + method.rawValue + suffix) {
      $0.penalty = Penalty(strength: 0.02, shape: shape, method: method)
      $0.hasSkip = shape == .hierarchical
      change(&$0)
    }
  }
}
