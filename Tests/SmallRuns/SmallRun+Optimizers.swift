import Learning

extension SmallRun {
  /// Every optimizer as it is and with L2, adamw with its decay; every schedule with a warm-up.
  static var optimizers: [SmallRun] {
    var runs: [SmallRun] = []
    for optimizer in Optimizer.allCases {
      runs.append(optimized(optimizer, "plain") { _ in })
      runs.append(optimized(optimizer, "l2") { $0.l2 = 0.05 })
    }
    runs.append(optimized(.sgd, "decay") { $0.weightDecay = 0.1 })
    for shape in Schedule.Shape.allCases {
      runs.append(
        training("schedule-" + shape.rawValue) { ($0.shape, $0.epochs) = (shape, 4) })
      runs.append(
        training("schedule-" + shape.rawValue + "-warm") {
          ($0.shape, $0.epochs, $0.warmupSteps) = (shape, 4, 5)
        })
    }
    return runs
  }

  /// A run of `optimizer` with a rate that suits it.
  static func optimized(
    _ optimizer: Optimizer, _ name: String, _ change: (inout TrainingSettings) -> Void
  ) -> SmallRun {
    training(optimizer.rawValue + "-" + name) {
      $0.optimizer = optimizer
      $0.rate = optimizer == .ftrl ? 0.2 : optimizer.hasMetric ? 0.01 : 0.05
      if optimizer == .adamw { $0.weightDecay = 0.01 }
      change(&$0)
    }
  }
}
