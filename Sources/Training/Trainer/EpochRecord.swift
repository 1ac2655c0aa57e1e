/// What is known after an epoch: a line of `metrics.jsonl`.
public struct EpochRecord: Codable, Equatable, Sendable {
  /// Counted from 1.
  public let epoch: Int
  /// Steps since the start of the run.
  public let steps: Int
  /// Mean over the epoch's rows of the loss at the weights that each minibatch met.
  public let loss: Double
  public let validationLoss: Double?
  /// Wall time of training up to here, of all processes of the run.
  public let seconds: Double
  /// The chained digest of all epochs up to this one, see `EpochChain`; nil where it was not asked for.
  public let digest: Digest?

  public init(
    epoch: Int, steps: Int, loss: Double, validationLoss: Double?, seconds: Double,
    digest: Digest? = nil
  ) {
    self.epoch = epoch
    self.steps = steps
    self.loss = loss
    self.validationLoss = validationLoss
    self.seconds = seconds
    self.digest = digest
  }
}
