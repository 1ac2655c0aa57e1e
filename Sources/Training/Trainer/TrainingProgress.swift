public import Learning

/// How far a run has come, apart from its weights: what decides, with them, how it goes on.
public struct TrainingProgress: Codable, Equatable, Sendable, BitwiseCopyable {
  /// Steps since the start of the run.
  public internal(set) var steps = 0
  /// Epochs whose end was reached, validation included.
  public internal(set) var finishedEpochs = 0
  /// Σ loss over the rows of the epoch under way, a chain over its minibatches.
  public internal(set) var epochLossSum = 0.0
  /// The smallest validation loss so far.
  public internal(set) var bestLoss: Double?
  public internal(set) var bestEpoch = 0
  /// Whether early stopping has ended the run, or a full-batch solver before its last iteration.
  public internal(set) var hasStoppedEarly = false
  /// Of a full-batch solver, once it has begun.
  public internal(set) var solver: SolverProgress?

  public init() {}

  /// Whether a run comes by here: of a file that was made consistent after it was altered, not everything
  /// can be told, but what would lead a run out of its arrays.
  ///
  /// - Parameter minibatches: of an epoch; 1 for a full-batch solver.
  func isOfRun(epochs: Int, minibatches: Int) -> Bool {
    // Interrupted after the last step of an epoch, the epoch is not yet finished.
    guard (0...epochs).contains(finishedEpochs),
      (finishedEpochs * minibatches...min(finishedEpochs + 1, epochs) * minibatches)
        .contains(steps), epochLossSum.isFinite, (0...finishedEpochs).contains(bestEpoch)
    else { return false }
    guard let solver else { return true }
    return (0...OrthantRun.memory).contains(solver.pairs)
      && (0..<OrthantRun.memory).contains(solver.newest)
      && (0...finishedEpochs + 1).contains(solver.sinceBest)
  }

  /// What the end of an epoch makes of it.
  ///
  /// - Returns: the new progress, and whether the weights are the best so far.
  func finishingEpoch(validationLoss: Double?, patience: Int?) -> (TrainingProgress, Bool) {
    var next = self
    next.finishedEpochs += 1
    next.epochLossSum = 0
    guard let patience, let validationLoss else { return (next, false) }
    // A NaN as the best would never be beaten, and no file holds an infinity.
    let improves = validationLoss.isFinite && bestLoss.map { validationLoss < $0 } ?? true
    if improves {
      next.bestLoss = validationLoss
      next.bestEpoch = next.finishedEpochs
    }
    next.hasStoppedEarly = next.finishedEpochs - next.bestEpoch >= patience
    return (next, improves)
  }
}
