import Benchmark
import Lockstep
import Measuring

/// Workers that do nothing but meet: two, and one on every core.
func registerBarrier() {
  let meetings = 5000
  for (name, workers) in [("2 workers", 2), ("all cores", nil)] as [(String, Int?)] {
    Benchmark(
      "Barrier, \(name)", configuration: .rates([.nanosecondsPerMeeting]),
      closure: { (benchmark: Benchmark, team: Team) in
        let seconds = Buffer<Double>(repeating: 0, count: 1)
        try await team.run { worker in
          try worker.barrier()
          let (_, elapsed) = try measureSeconds {
            for _ in 0..<meetings { try worker.barrier() }
          }
          if worker.index == 0 { seconds.view[0] = elapsed }
        }
        benchmark.report(.nanosecondsPerMeeting, seconds.view[0], over: meetings, unit: 1e-9)
      }, setup: { try Team(workers: workers) })
  }
}
