import Benchmark
import Lockstep
import Measuring

let benchmarks: @Sendable () -> Void = {
  for dead in [0, 50, 90] {
    for workers in [1, nil] as [Int?] {
      register(dead: dead, workers: workers)
    }
  }
}

/// `Predictions.make` of 10,000 rows by `mnist`, some of whose inputs and hidden units are dead; without
/// any it is the whole network, whose time the others divide.
///
/// - Parameters:
///   - dead: percent of inputs and of the units of each hidden layer.
///   - workers: nil: one per core.
private func register(dead: Int, workers: Int?) {
  let rows = 10_000
  let team = workers.map { "\($0) worker" } ?? "all cores"
  Benchmark(
    "Predictions mnist, \(dead) % dead, \(team)",
    configuration: .rates([.nanosecondsPerRow], seconds: 3),
    closure: { (benchmark: Benchmark, model: SparseModel) in
      let clock = ContinuousClock()
      let start = clock.now
      blackHole(try await Predictions.make(model.parameters, of: model.data, team: model.team))
      let seconds = (clock.now - start) / .seconds(1)
      benchmark.report(.nanosecondsPerRow, seconds, over: rows, unit: 1e-9)
    }, setup: { try SparseModel(rows: rows, dead: dead, workers: workers) })
}
