public import Learning
public import Team

/// What a run leaves: the weights, and all that is needed to go on.
public struct TrainingResult: Sendable {
  /// The last weights, or with early stopping the best.
  public let parameters: Parameters
  public let state: TrainingState
  /// Why the run ended before its last epoch; nil if it did not.
  public let interruption: CancellationReason?
  /// Workers that took part in the last step.
  public let participants: Int
  /// Wall time of training alone, in this process.
  public let seconds: Double
  /// Rows that went through a step in this process; of a solver, those of all its gradients.
  public let rowsSeen: Int
  /// What could not be had of the placement's memory policy, a line each. It cost time at most.
  public let memoryWarnings: [String]

  public var samplesPerSecond: Double { seconds > 0 ? Double(rowsSeen) / seconds : 0 }
}
