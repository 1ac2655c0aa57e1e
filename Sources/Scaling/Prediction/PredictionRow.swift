/// One worker count of a prediction.
public struct PredictionRow: Codable, Equatable, Sendable {
  public var workers: Int
  /// Workers that would take part in a step: fewer where there are not shards enough for all.
  public var participants: Int
  public var microsecondsPerStep: Double
  public var samplesPerSecond: Double
  /// Against one worker of the same machine: step over step.
  public var speedup: Double
  /// speedup / workers.
  public var efficiency: Double
  /// In microseconds; they add up to the step.
  public var terms: StepTerms
  /// The term that keeps the step from being shorter.
  public var limit: StepTerms.Name

  public init(
    workers: Int, participants: Int, microsecondsPerStep: Double, samplesPerSecond: Double,
    speedup: Double, efficiency: Double, terms: StepTerms, limit: StepTerms.Name
  ) {
    self.workers = workers
    self.participants = participants
    self.microsecondsPerStep = microsecondsPerStep
    self.samplesPerSecond = samplesPerSecond
    self.speedup = speedup
    self.efficiency = efficiency
    self.terms = terms
    self.limit = limit
  }
}
