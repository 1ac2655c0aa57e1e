import Arithmetic
import Learning

/// A copy of a run's state, as it lies in memory: made in a moment, put in network order later.
public final class Snapshot: Sendable {
  public let progress: TrainingProgress
  private let arrays: SnapshotArrays
  private let chain: EpochChain?
  private let seconds: Double

  init(
    _ arrays: SnapshotArrays, progress: TrainingProgress, chain: EpochChain?, seconds: Double
  ) {
    self.arrays = arrays
    self.progress = progress
    self.chain = chain
    self.seconds = seconds
  }

  /// Bytes of memory that it holds.
  public var bytes: Int { arrays.bytes }

  /// The state in network order.
  ///
  /// - Complexity: a pass over the arrays.
  public var state: TrainingState {
    TrainingState(
      progress: progress, parameters: arrays.networkOrder(0),
      optimizer: (1..<1 + arrays.states).map { arrays.networkOrder($0) },
      best: progress.bestLoss == nil || !arrays.hasBest
        ? nil : arrays.networkOrder(1 + arrays.states),
      chain: chain, seconds: seconds)
  }
}
