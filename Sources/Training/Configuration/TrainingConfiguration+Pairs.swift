import Learning

extension TrainingConfiguration {
  /// Refuses what has no meaning together.
  func validatePairs() throws(ConfigurationError) {
    func refuse(
      _ holds: Bool, _ option: String, _ found: String, _ expected: String
    ) throws(ConfigurationError) {
      guard !holds else {
        throw ConfigurationError(option: option, found: found, expected: expected)
      }
    }
    let isSolver = optimizer.minibatch == nil
    let name = optimizer.rawValue
    if penalty != .l1 && l1Method != .frozenZeros {
      try refuse(
        l1Method != .proximal && l1Method != .proximalDecoupled, "l1-method",
        "\(l1Method.rawValue) with --penalty \(penalty.rawValue)",
        "proximal or proximal-decoupled, which make whole rows vanish; any method goes with "
          + "--penalty l1")
      try refuse(
        optimizer == .ftrl || optimizer == .owlqn, "optimizer",
        "\(name) with --penalty \(penalty.rawValue)",
        "sgd, momentum, nesterov, adam, adamw or fista; \(name) goes with --penalty l1")
    }
    try refuse(
      hidden.isEmpty && (penalty == .groupUnits || penalty == .hierarchical), "penalty",
      "\(penalty.rawValue) with --hidden none",
      "l1, group-inputs or sparse-group, or a hidden layer")
    if l1Method == .cumulative {
      try refuse(
        ![.sgd, .momentum, .nesterov].contains(optimizer), "l1-method", "cumulative with \(name)",
        "an --optimizer with one rate for all weights (sgd, momentum, nesterov), or proximal")
    }
    if optimizer == .ftrl {
      try refuse(
        l1Method != .proximal && l1Method != .frozenZeros, "l1-method",
        "\(l1Method.rawValue) with ftrl", "proximal: ftrl has a map of its own")
      try refuse(
        schedule != .constant || warmup > 0, "schedule",
        "\(schedule.rawValue) with \(warmup) steps of warm-up and ftrl",
        "constant without --warmup: ftrl has rates of its own for every weight")
      try refuse(
        (weightDecay ?? 0) > 0, "weight-decay", "\(weightDecay ?? 0) with ftrl",
        "0: its weights are made anew at every step; use --l2")
    }
    guard isSolver else { return }
    try refuse(batch != .full, "batch", "\(batch) with \(name)", "full")
    try refuse(dropout > 0, "dropout", "\(dropout) with \(name)", "0")
    try refuse(
      (weightDecay ?? 0) > 0, "weight-decay", "\(weightDecay ?? 0) with \(name)", "0; use --l2")
    try refuse(
      l1Method != .proximal && l1Method != .frozenZeros, "l1-method",
      "\(l1Method.rawValue) with \(name)", "proximal: \(name) minimizes the penalty itself")
    try refuse(
      patience != nil, "patience", "\(patience ?? 0) with \(name)",
      "none: \(name) ends when it has converged")
  }
}
