/// What a caller wants to keep of a run while it goes on.
public struct Recording: Sendable {
  /// Whether the records of epochs have chained digests.
  public var chainsEpochs = false
  /// When to copy the state.
  public var schedule = SnapshotSchedule()
  /// Gets each copy. Called by one worker while the others go on: to hand it to another thread.
  public var onSnapshot: @Sendable (Snapshot) -> Void = { _ in }
  /// When the last copy was made, if the run goes on from earlier memory of this process.
  var lastCopy: ContinuousClock.Instant?

  public init() {}
}
