/// What is known after an epoch: a line of `metrics.jsonl`.
public struct EpochRecord: Codable, Equatable, Sendable {
  /// Counted from 1.
  public let epoch: Int
  /// Steps since the start of the run.
  public let steps: Int
  /// Mean over the epoch's rows of the loss at the weights that each minibatch met.
  public let loss: Double
  public let validationLoss: Double?
  /// Seconds since the start of training.
  public let seconds: Double
}
