import Benchmark
import Measuring

let benchmarks: @Sendable () -> Void = {
  registerPeak()
  registerMatrixProducts()
  registerGradientProducts()
  registerTiles()
  registerSoftmax()
}

/// The peak by itself, for the other figures to be read against.
private func registerPeak() {
  Benchmark("Peak", configuration: .rates([.megaflops])) { benchmark in
    benchmark.measurement(.megaflops, Int(MultiplyAddPeak.megaflops()))
  }
}

/// Registers products of a known number of operations, each beside the peak of the same core.
///
/// - Parameters:
///   - operations: of one call of the work.
///   - makeWork: allocates what the work needs; the work does everything as often as asked.
func registerProduct(
  _ name: String, operations: Int, makeWork: @escaping () -> (_ repeats: Int) -> Void
) {
  // About a millisecond, so that neither clock nor tool is seen.
  let repeats = max(1, 200_000_000 / operations)
  Benchmark(
    name, configuration: .rates([.megaflops, .peakMegaflops, .percentOfPeak]),
    closure: { (benchmark: Benchmark, work: (Int) -> Void) in
      benchmark.startMeasurement()
      let (_, seconds) = measureSeconds { work(repeats) }
      benchmark.stopMeasurement()
      benchmark.report(
        operations: operations * repeats, in: seconds, peakMegaflops: MultiplyAddPeak.megaflops())
    }, setup: { makeWork() })
}
