import Datasets

/// What decides the bits of a run: configuration and data. A run goes on only as what it began as.
public struct RunIdentity: Equatable, Sendable {
  public var configuration: TrainingConfiguration
  public var data: DataRecord

  public init(configuration: TrainingConfiguration, data: DataRecord) {
    self.configuration = configuration
    self.data = data
  }

  /// The first thing that another run has otherwise, in the words of the command line; nil if nothing
  /// that decides bits differs.
  public func firstChange(to other: RunIdentity) -> String? {
    if let change = configuration.firstChange(to: other.configuration) { return change }
    if let change = data.options.changes(to: other.data.options).first {
      return "--\(change.option) was \(change.before) and is \(change.after)"
    }
    let fractions = [data.validationFraction, other.data.validationFraction].map {
      $0.map { "\($0)" } ?? "not given"
    }
    if fractions[0] != fractions[1] {
      return "--validation-fraction was \(fractions[0]) and is \(fractions[1])"
    }
    if data.trainingDigest != other.data.trainingDigest { return "the training data are others" }
    if data.validationDigest != other.data.validationDigest {
      return "the validation data are others"
    }
    return nil
  }
}
