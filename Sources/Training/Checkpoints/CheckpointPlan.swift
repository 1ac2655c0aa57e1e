/// When a run writes checkpoints of its own accord, and how many it keeps. Decides no bits.
public struct CheckpointPlan: Equatable, Sendable {
  public var schedule = SnapshotSchedule()
  /// The newest that stay; nil: all.
  public var keep: Int? = 3

  public init() {}

  public init(schedule: SnapshotSchedule, keep: Int?) {
    self.schedule = schedule
    self.keep = keep
  }
}
