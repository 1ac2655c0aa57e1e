import Benchmark
import Lockstep
import Measuring

let benchmarks: @Sendable () -> Void = {
  for workload in Workload.all {
    register(workload, workers: 1, "1 worker")
    register(workload, workers: nil, "all cores")
  }
}

/// Training steps, as `Trainer` takes them, beside the peak of the team's cores.
///
/// - Parameter workers: nil: one per core.
private func register(_ workload: Workload, workers: Int?, _ team: String) {
  // Tens of milliseconds: waking the team takes some tens of microseconds.
  let steps = min(2000, max(1, 2_000_000_000 / workload.operationsPerStep))
  Benchmark(
    "Step \(workload.name), \(team)",
    configuration: .rates(
      [.nanosecondsPerStep, .megaflops, .peakMegaflops, .percentOfPeak], seconds: 2),
    closure: { (benchmark: Benchmark, training: TimedTraining) in
      benchmark.startMeasurement()
      let seconds = try await training.advance(steps: steps, phases: false).seconds
      benchmark.stopMeasurement()
      benchmark.report(.nanosecondsPerStep, seconds, over: steps, unit: 1e-9)
      benchmark.report(
        operations: steps * workload.operationsPerStep, in: seconds,
        peakMegaflops: try await peakMegaflops(training.team))
    },
    setup: {
      try await TimedTraining(
        network: workload.network, configuration: workload.configuration,
        data: workload.makeData(), team: Team(workers: workers))
    })
}

/// What multiply-adds alone reach on the cores of a team, all at the same time.
private func peakMegaflops(_ team: Team) async throws -> Double {
  let peaks = Buffer<Double>(repeating: 0, count: team.workers)
  try await team.run { worker in
    try worker.barrier()
    peaks.view[worker.index] = MultiplyAddPeak.megaflops()
  }
  return peaks.view.array().reduce(0, +)
}
