import Synchronization

/// The step before which the workers of a run pause. Worker 0 decides by its clock, at the start of a step;
/// barriers in that step make it known to all.
final class SegmentPause: Sendable {
  // Relaxed: barriers order it, and until then its old value and the new one mean the same.
  private let end = Atomic<Int>(.max)

  /// The step, counted from the run's first one, before which to pause.
  var step: Int { end.load(ordering: .relaxed) }

  /// Forgets an earlier pause. To be called when no worker runs.
  func reset() { end.store(.max, ordering: .relaxed) }

  /// For worker 0, before the first barrier of the step before.
  func set(_ step: Int) { end.store(step, ordering: .relaxed) }
}
