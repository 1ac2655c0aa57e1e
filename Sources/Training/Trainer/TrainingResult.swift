public import Learning
public import Team

/// What a run leaves: the weights, and all that is needed to go on.
public struct TrainingResult: Sendable {
  /// The last weights, or with early stopping the best.
  public let parameters: Parameters
  public let state: TrainingState
  /// Why the run ended before its last epoch; nil if it did not.
  public let interruption: CancellationReason?
  /// Workers that took part in a step.
  public let participants: Int
  /// Wall time of training alone.
  public let seconds: Double
  /// Rows that went through a step in this process.
  public let rowsSeen: Int

  public var samplesPerSecond: Double { seconds > 0 ? Double(rowsSeen) / seconds : 0 }
}

/// Weights, optimizer state and progress, in network order: a run goes on from here with any
/// number of workers to the same bits.
public struct TrainingState: Equatable, Sendable {
  public var progress: TrainingProgress
  public var parameters: [Float]
  /// The optimizer's arrays, each as long as the parameters.
  public var optimizer: [[Float]]
  /// The best weights so far, with early stopping.
  public var best: [Float]?
}
