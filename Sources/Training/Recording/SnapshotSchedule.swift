/// When the state of a run is copied on its way; the moments add up.
public struct SnapshotSchedule: Equatable, Sendable {
  /// After every so many epochs; iterations of a full-batch solver.
  public var everyEpochs: Int?
  /// After every so many steps.
  public var everySteps: Int?
  /// After so much time since the last copy.
  public var every: Duration?
  /// After these steps.
  public var steps: Set<Int> = []

  public init() {}

  public init(everyEpochs: Int?, everySteps: Int?, every: Duration?) {
    self.everyEpochs = everyEpochs
    self.everySteps = everySteps
    self.every = every
  }

  /// Whether there is anything that can come due.
  var isEmpty: Bool { everyEpochs == nil && !hasMomentsWithinEpochs }

  /// Whether a copy can come due before the end of an epoch.
  var hasMomentsWithinEpochs: Bool { everySteps != nil || every != nil || !steps.isEmpty }

  /// Whether a copy is due.
  ///
  /// - Parameters:
  ///   - step: steps done since the start of the run.
  ///   - epoch: finished epochs, at the end of one; nil within one.
  ///   - elapsed: since the last copy.
  func isDue(step: Int, epoch: Int?, elapsed: @autoclosure () -> Duration) -> Bool {
    if let everyEpochs, let epoch, epoch % everyEpochs == 0 { return true }
    if let everySteps, step % everySteps == 0 { return true }
    if steps.contains(step) { return true }
    return every.map { elapsed() >= $0 } ?? false
  }
}
