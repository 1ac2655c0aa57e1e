/// Keeps the copies of states that a run hands on, in their order.
final class SnapshotCollection: Sendable {
  /// Locked by worker 0 after a copy, and read when the run is over.
  private let all = LockedValue<[Snapshot]>([])

  var snapshots: [Snapshot] { all.withLock { $0 } }

  func append(_ snapshot: Snapshot) { all.withLock { $0.append(snapshot) } }
}
