import Arithmetic
public import Datasets
public import Learning

/// A trained network with everything that raw tables need to go through it.
public struct Model: Sendable {
  public let network: Network
  public let schema: Schema
  public let parameters: Parameters

  public init(schema: Schema, parameters: Parameters) {
    self.schema = schema
    self.parameters = parameters
    network = parameters.layout.network
  }

  /// What equality of models means.
  public var digest: Digest { Digest(ofParameters: parameters.networkOrder) }
}

extension Network {
  /// The network that `configuration` describes for the columns and the target of `schema`.
  ///
  /// - Throws: a loss that does not fit the task.
  public init(
    _ configuration: TrainingConfiguration, for schema: Schema
  ) throws(ConfigurationError) {
    let classes = schema.target.classes.count
    let natural: Loss =
      schema.target.task == .regression ? .squared : classes == 2 ? .logistic : .crossEntropy
    let loss = configuration.loss ?? natural
    let isPossible =
      switch loss {
      case .crossEntropy: classes >= 2
      case .logistic: classes == 2
      case .squared, .huber: classes == 0
      case .articleSquared: false
      }
    guard isPossible else {
      throw ConfigurationError(
        option: "loss",
        found: "\(loss.rawValue) for "
          + (classes == 0 ? "a number (regression)" : "\(classes) classes"),
        expected: classes == 0
          ? "squared or huber" : classes == 2 ? "logistic or cross-entropy" : "cross-entropy")
    }
    self.init(
      inputs: schema.features.count, hidden: configuration.hidden,
      outputs: loss.hasOutputPerClass ? classes : 1, activation: configuration.activation,
      loss: loss, hasSkip: configuration.penalty == .hierarchical)
  }
}
