/// How long some steps took.
public struct StepTimes: Sendable {
  public let steps: Int
  /// Wall time of all of them, as worker 0 saw it.
  public let seconds: Double
  /// Seconds of each worker in each phase, in the order of `StepPhase`, added up over the steps;
  /// empty where phases were not asked for.
  public let phases: [[Double]]
}
