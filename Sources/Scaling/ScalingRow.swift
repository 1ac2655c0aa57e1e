/// One worker count of a scaling study. Times are medians over the rounds.
public struct ScalingRow: Codable, Equatable, Sendable {
  public var workers: Int
  /// Workers that really took part in a step: fewer where the network is too small for all.
  public var participants: Int
  /// Rows of a minibatch.
  public var rowsPerStep: Int

  public var microsecondsPerStep: Double
  /// Over the rounds.
  public var microsecondsPerStepSpread: Spread
  public var samplesPerSecond: Double
  /// (6·Σ inᵢ·outᵢ − 2·in₁·out₁) per row: the products of a step, nothing else.
  public var gigaflops: Double
  /// What fused multiply-adds alone reach on the cores of these workers, all at the same time,
  /// measured beside the steps.
  public var peakGigaflops: Double
  public var fractionOfPeak: Double
  /// Memory bandwidth of the same cores (sum of two arrays into a third, far larger than the
  /// caches), 10⁹ bytes a second.
  public var memoryGigabytesPerSecond: Double

  /// Against the row with the fewest workers, times their number: samples a second over samples a
  /// second.
  public var speedup: Double
  /// speedup / workers.
  public var efficiency: Double
  /// Karp–Flatt: (1/speedup − 1/workers) / (1 − 1/workers); nil for one worker.
  public var serialFraction: Double?
  /// The busiest worker's time at work over the mean of all participants', minus 1: 0 where all
  /// have the same to do.
  public var loadImbalance: Double
  /// Mean microseconds per step over participants, by phase.
  public var phases: PhaseTimes
  /// The same for each participant.
  public var phasesOfWorkers: [PhaseTimes]

  /// SHA-256 of the parameters after the last step.
  public var digest: String

  public init(
    workers: Int, participants: Int, rowsPerStep: Int, microsecondsPerStep: Double,
    microsecondsPerStepSpread: Spread, samplesPerSecond: Double, gigaflops: Double,
    peakGigaflops: Double, fractionOfPeak: Double, memoryGigabytesPerSecond: Double,
    speedup: Double, efficiency: Double, serialFraction: Double?, loadImbalance: Double,
    phases: PhaseTimes, phasesOfWorkers: [PhaseTimes], digest: String
  ) {
    self.workers = workers
    self.participants = participants
    self.rowsPerStep = rowsPerStep
    self.microsecondsPerStep = microsecondsPerStep
    self.microsecondsPerStepSpread = microsecondsPerStepSpread
    self.samplesPerSecond = samplesPerSecond
    self.gigaflops = gigaflops
    self.peakGigaflops = peakGigaflops
    self.fractionOfPeak = fractionOfPeak
    self.memoryGigabytesPerSecond = memoryGigabytesPerSecond
    self.speedup = speedup
    self.efficiency = efficiency
    self.serialFraction = serialFraction
    self.loadImbalance = loadImbalance
    self.phases = phases
    self.phasesOfWorkers = phasesOfWorkers
    self.digest = digest
  }
}
