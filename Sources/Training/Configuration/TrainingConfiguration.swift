public import Learning

/// Everything that decides the bits of a run besides the data: one value, validated once.
///
/// Worker count, placement and paths are not here, because they decide nothing.
public struct TrainingConfiguration: Codable, Equatable, Sendable {
  /// Widths of the hidden layers; empty for a linear model.
  public var hidden: [Int] = [64, 32]
  public var activation: Activation = .relu
  /// Nil: cross-entropy or logistic for classes, squared for numbers.
  public var loss: Loss?
  public var initializer: Initializer = .glorot
  /// Fraction of hidden units dropped in training, 0 ≤ dropout < 1.
  public var dropout = 0.0

  public var optimizer: OptimizerName = .adam
  /// Learning rate η > 0.
  public var rate = 0.001
  public var momentum = 0.9
  public var schedule: Schedule.Shape = .constant
  /// Steps of linear warm-up.
  public var warmup = 0
  /// Decoupled weight decay; nil: 0.01 for adamw and none for the others.
  public var weightDecay: Double?
  public var epochs = 50
  public var batch: BatchSize = .rows(64)
  /// Rows of a leaf of the reduction tree.
  public var rowsPerShard = 16
  /// Epochs without a better validation loss after which training ends and the best weights are
  /// restored; nil: all epochs, and the last weights.
  public var patience: Int?
  public var seed: UInt64 = 0

  /// λ₁, the strength of the penalty.
  public var l1 = 0.0
  /// What is penalized.
  public var penalty: Penalty.Shape = .l1
  public var l1Method: Penalty.Method = .proximal
  /// Factors of λ₁, one per layer; empty: 1 for all.
  public var l1Layers: [Double] = []
  /// Factors of λ₁ for the inputs that columns become, on top of the layer's; 0: never penalized.
  public var l1Column: [ColumnFactor] = []
  /// Of sparse-group: the share of L1, the rest is group lasso.
  public var groupMix = 0.5
  /// M > 0 of hierarchical: how far a hidden weight of an input may exceed its skip connection.
  public var hierarchy = 10.0
  /// λ₂ of ½·λ₂·Σw².
  public var l2 = 0.0

  public init() {}

  enum CodingKeys: String, CodingKey {
    case hidden, activation, loss, initializer, dropout, optimizer, rate, momentum, schedule
    case warmup, epochs, batch, patience, seed, l1, l2, penalty, hierarchy
    case weightDecay = "weight-decay"
    case rowsPerShard = "rows-per-shard"
    case l1Method = "l1-method"
    case l1Layers = "l1-layers"
    case l1Column = "l1-column"
    case groupMix = "group-mix"
  }
}

extension TrainingConfiguration {
  /// Checks every value.
  ///
  /// - Throws: the first that is out of its range.
  public func validate() throws(ConfigurationError) {
    func require(
      _ holds: Bool, _ option: String, _ found: Any, _ expected: String
    ) throws(ConfigurationError) {
      guard holds else {
        throw ConfigurationError(option: option, found: "\(found)", expected: expected)
      }
    }
    let most = 1 << 20
    for width in hidden {
      try require(width > 0 && width <= most, "hidden", width, "widths from 1 to \(most)")
    }
    try require(hidden.count <= 1000, "hidden", "\(hidden.count) layers", "at most 1000 layers")
    // What is computed with is binary32: no value may become 0, 1 or an infinity there.
    try require(
      dropout >= 0 && Float(dropout) < 1, "dropout", dropout, "a number from 0 to below 1")
    try require(
      dropout == 0 || !hidden.isEmpty, "dropout", dropout, "0 in a network without hidden layers")
    try require(
      Float(rate) > 0 && Float(rate).isFinite, "rate", rate, "a number above 0, from 1e-45 to 3e38")
    try require(
      momentum >= 0 && Float(momentum) < 1, "momentum", momentum, "a number from 0 to below 1")
    try require(warmup >= 0, "warmup", warmup, "0 or more steps")
    if let weightDecay {
      try require(
        weightDecay >= 0 && Float(weightDecay).isFinite, "weight-decay", weightDecay,
        "0 or more, at most 3e38")
    }
    let mostEpochs = 1 << 24
    try require(
      epochs > 0 && epochs <= mostEpochs, "epochs", epochs, "1 or more, at most \(mostEpochs)")
    if case .rows(let rows) = batch {
      try require(rows > 0, "batch", rows, "a number above 0, or full")
    }
    try require(
      rowsPerShard > 0 && rowsPerShard <= 1 << 16, "rows-per-shard", rowsPerShard,
      "a number from 1 to \(1 << 16)")
    if let patience { try require(patience > 0, "patience", patience, "1 or more epochs") }
    try require(l1 >= 0 && Float(l1).isFinite, "l1", l1, "0 or more, at most 3e38")
    try require(l2 >= 0 && Float(l2).isFinite, "l2", l2, "0 or more, at most 3e38")
    try require(
      groupMix >= 0 && groupMix <= 1, "group-mix", groupMix, "a number from 0 to 1")
    try require(
      Float(hierarchy) > 0 && Float(hierarchy).isFinite, "hierarchy", hierarchy,
      "a number above 0, at most 3e38")
    try require(
      l1Layers.isEmpty || l1Layers.count == hidden.count + 1, "l1-layers",
      "\(l1Layers.count) factors", "one for each of the \(hidden.count + 1) layers")
    // So that no product of factors and strengths can overflow or vanish.
    func isFactor(_ factor: Double) -> Bool { factor == 0 || (factor >= 1e-6 && factor <= 1e6) }
    for factor in l1Layers {
      try require(isFactor(factor), "l1-layers", factor, "0, or from 1e-6 to 1e6")
    }
    for column in l1Column {
      try require(
        isFactor(column.factor), "l1-column", "\(column.name)=\(column.factor)",
        "a factor of 0, or from 1e-6 to 1e6")
    }
    try validatePairs()
  }

  /// The update rule for a run of `steps` steps; with a full-batch solver, which has rules of its own,
  /// what it shares with the others.
  func updateRule(steps: Int) -> UpdateRule {
    UpdateRule(
      optimizer: optimizer.minibatch ?? .sgd,
      schedule: Schedule(shape: schedule, rate: rate, warmupSteps: warmup, steps: steps),
      momentum: momentum, weightDecay: weightDecay ?? (optimizer == .adamw ? 0.01 : 0), l2: l2,
      penalty: regularizer)
  }

  /// Arrays of state, each as long as the parameters.
  var stateArrays: Int { optimizer.solver?.states ?? updateRule(steps: 1).states }

  /// The penalty; nil without strength, unless zeros are to stay.
  var regularizer: Penalty? {
    guard l1 > 0 || l1Method == .frozenZeros else { return nil }
    return Penalty(
      strength: l1, shape: penalty, method: l1Method, mix: groupMix, hierarchy: hierarchy)
  }
}
