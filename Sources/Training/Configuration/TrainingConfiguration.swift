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

  public var optimizer: Optimizer = .adam
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

  /// λ₁, the strength of the L1 penalty.
  public var l1 = 0.0
  public var l1Method: L1Penalty.Method = .proximal
  /// λ₂ of ½·λ₂·Σw².
  public var l2 = 0.0

  public init() {}

  private enum CodingKeys: String, CodingKey {
    case hidden, activation, loss, initializer, dropout, optimizer, rate, momentum, schedule
    case warmup, epochs, batch, patience, seed, l1, l2
    case weightDecay = "weight-decay"
    case rowsPerShard = "rows-per-shard"
    case l1Method = "l1-method"
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
  }

  /// The update rule for a run of `steps` steps.
  func updateRule(steps: Int) -> UpdateRule {
    UpdateRule(
      optimizer: optimizer,
      schedule: Schedule(shape: schedule, rate: rate, warmupSteps: warmup, steps: steps),
      momentum: momentum, weightDecay: weightDecay ?? (optimizer == .adamw ? 0.01 : 0), l2: l2,
      l1: l1 == 0 ? nil : L1Penalty(strength: l1, method: l1Method))
  }
}

extension Activation: Codable {}
extension Loss: Codable {}
extension Initializer: Codable {}
extension Optimizer: Codable {}
extension Schedule.Shape: Codable {}
extension L1Penalty.Method: Codable {}
