/// What a caller wants to keep of a run while it goes on.
public struct Recording: Sendable {
  /// Whether the records of epochs have chained digests.
  public var chainsEpochs = false
  /// When to copy the state.
  public var schedule = SnapshotSchedule()
  /// Gets each copy. Called by one worker while the others go on: to hand it to another thread.
  public var onSnapshot: @Sendable (Snapshot) -> Void = { _ in }
  /// Of a run that goes on from earlier memory of this process.
  var earlier: Times?

  struct Times {
    let start: ContinuousClock.Instant
    /// Of earlier processes.
    let secondsBefore: Double
    let lastCopy: ContinuousClock.Instant
  }

  public init() {}
}
