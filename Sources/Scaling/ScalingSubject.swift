import Learning
import Machine
import Team
import Training

/// One worker count under study: its team, its training, and what was measured of them.
final class ScalingSubject {
  private let workers: Int
  private let rowsPerStep: Int
  private let training: TimedTraining
  /// What a worker that could not be bound means for the figures; nil if all are.
  let bindingWarning: String?
  private let limits: MachineLimits

  private var secondsPerStep: [Double] = []
  private var gigaflops: [Double] = []
  private var gigabytesPerSecond: [Double] = []
  private var phases: [PhaseTimes] = []

  init(
    _ workload: ScalingWorkload, mode: ScalingMode, on placement: Placement
  ) async throws {
    let workers = placement.workers
    let team = try Team(placement: placement)
    bindingWarning = team.bindingWarning.map { "with \(workers) workers: \($0)" }
    var configuration = workload.configuration
    rowsPerStep = workload.rowsPerStep(mode, workers: workers)
    configuration.batch = .rows(rowsPerStep)
    self.workers = workers
    training = try await TimedTraining(
      network: workload.network, configuration: configuration, factors: workload.factors,
      data: workload.data, team: team,
      participation: workload.participation)
    limits = try await MachineLimits(of: team)
  }

  func seconds(steps: Int) async throws -> Double {
    try await training.advance(steps: steps, phases: false).seconds
  }

  /// One measurement of steps, between ones of the peaks.
  func measure(steps: Int) async throws {
    gigaflops.append(try await limits.gigaflops())
    let seconds = try await seconds(steps: steps)
    secondsPerStep.append(max(1e-12, seconds / Double(steps)))
    gigabytesPerSecond.append(try await limits.memoryGigabytesPerSecond())
  }

  func measurePhases(steps: Int) async throws {
    let times = try await training.advance(steps: steps, phases: true)
    phases = times.phases.map { seconds in
      func microseconds(_ phase: StepPhase) -> Double {
        seconds[phase.rawValue] / Double(steps) * 1e6
      }
      return PhaseTimes(
        gather: microseconds(.gather), forward: microseconds(.forward),
        backward: microseconds(.backward), weightGradient: microseconds(.weightGradient),
        barrierWait: microseconds(.barrierWait), update: microseconds(.update))
    }
  }

  /// - Parameter first: the row with the fewest workers; nil if this one is it.
  func row(operationsPerRow: Double, first: ScalingRow?) -> ScalingRow {
    let spread = Self.spread(secondsPerStep.map { $0 * 1e6 })
    let samplesPerSecond = Double(rowsPerStep) / spread.median * 1e6
    let gigaflops = samplesPerSecond * operationsPerRow / 1e9
    let peak = Self.spread(self.gigaflops).median
    let speedup =
      first.map { samplesPerSecond / $0.samplesPerSecond * Double($0.workers) }
      ?? Double(workers)
    let busy = phases.map(\.busy)
    let meanBusy = busy.reduce(0, +) / Double(max(1, busy.count))
    return ScalingRow(
      workers: workers, participants: training.participants, rowsPerStep: rowsPerStep,
      microsecondsPerStep: spread.median, microsecondsPerStepSpread: spread,
      samplesPerSecond: samplesPerSecond, gigaflops: gigaflops, peakGigaflops: peak,
      fractionOfPeak: gigaflops / peak,
      memoryGigabytesPerSecond: Self.spread(gigabytesPerSecond).median,
      speedup: speedup, efficiency: speedup / Double(workers),
      serialFraction: KarpFlatt.serialFraction(speedup: speedup, workers: workers),
      loadImbalance: meanBusy > 0 ? (busy.max() ?? 0) / meanBusy - 1 : 0,
      phases: PhaseTimes(meanOf: phases), phasesOfWorkers: phases,
      digest: training.digest.description)
  }

  /// Of at least one finite number, since nothing is looked at before the first round.
  private static func spread(_ values: [Double]) -> Spread {
    Spread(of: values)
      ?? Spread(minimum: 0, lowerQuartile: 0, median: 0, upperQuartile: 0, maximum: 0)
  }
}
