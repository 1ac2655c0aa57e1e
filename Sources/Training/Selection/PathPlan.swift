internal import Learning

/// How a regularization path goes, besides what its fits have in common with any training.
public struct PathPlan: Codable, Equatable, Sendable {
  public var direction: PathDirection = .down
  /// Strengths from the largest down to `ratio` times it, evenly spaced logarithms; at least 2.
  public var points = 40
  /// 0 < ratio < 1.
  public var ratio = 0.001
  /// Epochs of fits that start from their neighbour's weights; the first has the configuration's.
  public var warmEpochs = 10
  /// Whether the survivors of each point are trained again without penalty.
  public var refits = false
  /// λ₂ of the refits; the path's fits have the configuration's.
  public var refitL2 = 0.0

  public init() {}
}

extension PathPlan {
  /// Checks the plan and whether it suits the configuration, whose `l1` is not looked at.
  public func validate(_ configuration: TrainingConfiguration) throws(ConfigurationError) {
    guard points >= 2 && points <= 10_000 else {
      throw ConfigurationError(
        option: "points", found: "\(points)", expected: "a whole number from 2 to 10000")
    }
    guard ratio > 1e-12 && ratio < 1 else {
      throw ConfigurationError(
        option: "ratio", found: "\(ratio)", expected: "a number between 1e-12 and 1")
    }
    guard warmEpochs > 0 && warmEpochs <= 1 << 24 else {
      throw ConfigurationError(
        option: "warm-epochs", found: "\(warmEpochs)", expected: "1 or more epochs")
    }
    let sticks = [.l1, .sparseGroup, .groupUnits].contains(configuration.penalty)
    guard direction == .up || configuration.hidden.isEmpty || !sticks else {
      throw ConfigurationError(
        option: "direction",
        found: "down with hidden layers and --penalty \(configuration.penalty.rawValue)",
        expected: "up: all layers of an empty network are zero and none could leave zero again; "
          + "down goes with --penalty group-inputs or hierarchical, or --hidden none")
    }
    guard configuration.l1Method == .proximal || configuration.l1Method == .proximalDecoupled
    else {
      throw ConfigurationError(
        option: "l1-method", found: "\(configuration.l1Method.rawValue) for a path",
        expected: "proximal or proximal-decoupled, whose zeros are exact")
    }
  }
}
