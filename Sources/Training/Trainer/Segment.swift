import Synchronization

/// A part of a run, after which it can be decided who goes on.
struct Segment {
  /// Steps after which it ends.
  var steps = Int.max
  /// Seconds after which it ends, about.
  var seconds = Double.infinity
}

/// The step before which the workers of a run pause. Worker 0 decides by its clock, at the start of a step;
/// barriers in that step make it known to all.
final class SegmentPause: Sendable {
  // Relaxed: barriers order it, and until then its old value and the new one mean the same.
  private let end = Atomic<Int>(.max)

  /// The step, counted from the run's first one, before which to pause.
  var step: Int { end.load(ordering: .relaxed) }

  /// Forgets an earlier pause. To be called when no worker runs.
  func reset() { end.store(.max, ordering: .relaxed) }

  fileprivate func set(_ step: Int) { end.store(step, ordering: .relaxed) }
}

/// Worker 0's view of the time in a segment.
struct SegmentClock {
  private static let clock = ContinuousClock()
  /// Reading a clock takes some 30 ns, a short step 300.
  private static let mostStepsBetweenLooks = 16

  private let pause: SegmentPause
  private let seconds: Double
  private let start = clock.now
  private let firstStep: Int
  private var nextLook: Int

  /// - Parameter step: the segment's first.
  init(_ pause: SegmentPause, seconds: Double, step: Int) {
    self.pause = pause
    self.seconds = seconds
    firstStep = step
    nextLook = seconds.isFinite ? step + 1 : .max
  }

  /// For worker 0, before the first barrier of a step: makes it the segment's last if time is up.
  mutating func look(atStep step: Int) {
    guard step >= nextLook else { return }
    let elapsed = (Self.clock.now - start) / .seconds(1)
    guard elapsed < seconds else { return pause.set(step + 1) }
    // As many as take a thousandth of the segment, at most.
    let steps = Double(step - firstStep) * seconds / (1000 * max(elapsed, 1e-9))
    nextLook = step + max(1, Int(min(steps, Double(Self.mostStepsBetweenLooks))))
  }
}
