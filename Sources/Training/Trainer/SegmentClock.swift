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
