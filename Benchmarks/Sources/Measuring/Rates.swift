public import Benchmark

/// What benchmarks report beside wall time. The tool keeps whole numbers, hence the small units.
extension BenchmarkMetric {
  /// 10⁶ floating-point operations a second, two a multiply-add.
  public static var megaflops: BenchmarkMetric { larger("MFLOP/s") }
  /// What multiply-adds alone reach on the same cores, measured right after.
  public static var peakMegaflops: BenchmarkMetric { larger("Peak MFLOP/s") }
  public static var percentOfPeak: BenchmarkMetric { larger("% of peak") }
  public static var megabytesPerSecond: BenchmarkMetric { larger("MB/s") }
  public static var nanosecondsPerStep: BenchmarkMetric { smaller("ns a step") }
  public static var nanosecondsPerMeeting: BenchmarkMetric { smaller("ns a meeting") }
  public static var nanosecondsPerRow: BenchmarkMetric { smaller("ns a row") }
  public static var picosecondsPerElement: BenchmarkMetric { smaller("ps an element") }

  private static func larger(_ name: String) -> BenchmarkMetric {
    .custom(name, polarity: .prefersLarger, useScalingFactor: false)
  }

  private static func smaller(_ name: String) -> BenchmarkMetric {
    .custom(name, polarity: .prefersSmaller, useScalingFactor: false)
  }
}

extension Benchmark.Configuration {
  /// Wall time of an iteration, and `rates`, unscaled. No counts of allocations: without the tool's
  /// interposers they read 0 and say nothing.
  public static func rates(_ rates: [BenchmarkMetric], seconds: Int = 1) -> Self {
    Self(
      metrics: [.wallClock] + rates,
      units: Dictionary(uniqueKeysWithValues: rates.map { ($0, BenchmarkUnits.count) }),
      warmupIterations: 3, maxDuration: .seconds(seconds), maxIterations: 10_000)
  }
}

extension Benchmark {
  /// Reports `count` things done in `seconds`, per second in units of `unit`.
  public func report(_ metric: BenchmarkMetric, _ count: Int, in seconds: Double, unit: Double) {
    measurement(metric, Int((Double(count) / seconds / unit).rounded()))
  }

  /// Reports the time that each of `count` things took, in units of `unit` seconds.
  public func report(_ metric: BenchmarkMetric, _ seconds: Double, over count: Int, unit: Double) {
    measurement(metric, Int((seconds / Double(count) / unit).rounded()))
  }

  /// Reports operations done in `seconds` beside the peak.
  public func report(operations: Int, in seconds: Double, peakMegaflops peak: Double) {
    report(.megaflops, operations, in: seconds, unit: 1e6)
    measurement(.peakMegaflops, Int(peak.rounded()))
    measurement(
      .percentOfPeak, Int((100 * Double(operations) / seconds / 1e6 / peak).rounded()))
  }
}
