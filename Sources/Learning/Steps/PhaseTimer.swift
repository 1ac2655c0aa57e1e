public import Arithmetic

/// Adds up how long one worker spends in each phase of its steps.
///
/// Time runs on: whatever happens between two calls of `end` belongs to the phase that the second
/// one ends, so the phases add up to the whole. A timer that is off costs a comparison a call.
public struct PhaseTimer: BitwiseCopyable, Sendable {
  /// Ticks per phase, and last the tick at which the phase under way began; nil when off.
  private let ticks: View<UInt64>?

  /// Elements that a timer writes to.
  public static var count: Int { StepPhase.allCases.count + 1 }

  /// Measures nothing.
  public static var off: PhaseTimer { PhaseTimer(nil) }

  /// - Parameter ticks: `count` elements; the phases' are added to.
  public init(ticks: View<UInt64>) {
    precondition(ticks.count == Self.count, "PhaseTimer: an element per phase and one more")
    self.init(ticks)
  }

  private init(_ ticks: View<UInt64>?) { self.ticks = ticks }

  /// Begins the first phase.
  @inline(__always)
  public func start() {
    if let ticks { ticks[Self.count - 1] = TickCounter.now }
  }

  /// Ends a phase; the next begins.
  @inline(__always)
  public func end(_ phase: StepPhase) {
    guard let ticks else { return }
    let now = TickCounter.now
    ticks[phase.rawValue] &+= now &- ticks[Self.count - 1]
    ticks[Self.count - 1] = now
  }
}
