/// What became of a thread's time since it started. The rest it slept.
///
/// Up to date when the thread sleeps or has just begun to run, else up to a tick of the system behind.
public struct ThreadTimes: Equatable, Sendable {
  public var runningSeconds: Double
  /// Seconds in which it could have run, but others had its processing unit, or a quota was used up.
  public var waitingSeconds: Double

  public init(runningSeconds: Double, waitingSeconds: Double) {
    self.runningSeconds = runningSeconds
    self.waitingSeconds = waitingSeconds
  }

  /// What part of the time it wanted it got, from 0 to 1.
  ///
  /// - Returns: nil if it hardly wanted any.
  public var share: Double? {
    let wanted = runningSeconds + waitingSeconds
    return wanted > 0.000_5 ? max(0, runningSeconds) / wanted : nil
  }

  public static func - (later: ThreadTimes, earlier: ThreadTimes) -> ThreadTimes {
    ThreadTimes(
      runningSeconds: later.runningSeconds - earlier.runningSeconds,
      waitingSeconds: later.waitingSeconds - earlier.waitingSeconds)
  }
}
