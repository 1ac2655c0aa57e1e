import Learning
import Scaling

extension ScalingReport {
  /// A study of made figures that follow a law, with a little deviation in every second row.
  static func made(
    workers: [Int], mode: ScalingMode = .strong, data: String = "made rows",
    widths: [Int] = [784, 256, 10], contention: Double = 0.015, coherence: Double = 0.0002,
    microsecondsOfOne: Double = 4200, noise: [String] = []
  ) -> ScalingReport {
    let rowsOfOne = 1024
    let law = UniversalScalabilityLaw(
      samplesPerSecondOfOne: Double(rowsOfOne) * 1e6 / microsecondsOfOne, contention: contention,
      coherence: coherence)
    let rows = workers.enumerated().map { index, count in
      row(
        workers: count, rows: mode == .strong ? rowsOfOne : rowsOfOne * count,
        samplesPerSecond: law.samplesPerSecond(workers: count) * (index % 2 == 0 ? 1 : 0.98),
        samplesPerSecondOfOne: law.samplesPerSecond(workers: workers[0]) / Double(workers[0]))
    }
    return ScalingReport(
      mode: mode, data: data, widths: widths, activation: .relu, loss: .crossEntropy,
      rowsPerShard: 16, rounds: 5, instructionSet: "AVX-512", rows: rows,
      law: UniversalScalabilityLaw(
        fitting: rows.map { (workers: $0.workers, samplesPerSecond: $0.samplesPerSecond) }),
      digestsAgree: mode == .strong ? true : nil, noise: noise)
  }

  private static func row(
    workers: Int, rows: Int, samplesPerSecond: Double, samplesPerSecondOfOne: Double
  ) -> ScalingRow {
    let time = Double(rows) * 1e6 / samplesPerSecond
    let work = min(time, Double(rows) * 1e6 / samplesPerSecondOfOne / Double(workers))
    let speedup = samplesPerSecond / samplesPerSecondOfOne
    let phases = PhaseTimes(
      gather: 0.04 * work, forward: 0.34 * work, backward: 0.25 * work,
      weightGradient: 0.31 * work, barrierWait: time - work, update: 0.06 * work)
    return ScalingRow(
      workers: workers, participants: workers, rowsPerStep: rows, microsecondsPerStep: time,
      microsecondsPerStepSpread: Spread(
        minimum: 0.93 * time, lowerQuartile: 0.96 * time, median: time,
        upperQuartile: 1.05 * time, maximum: 1.3 * time),
      samplesPerSecond: samplesPerSecond, gigaflops: 40 * speedup,
      peakGigaflops: 50 * Double(workers), fractionOfPeak: 0.8 * speedup / Double(workers),
      memoryGigabytesPerSecond: 12, speedup: speedup, efficiency: speedup / Double(workers),
      serialFraction: KarpFlatt.serialFraction(speedup: speedup, workers: workers),
      loadImbalance: 0.02, phases: phases,
      phasesOfWorkers: [PhaseTimes](repeating: phases, count: workers),
      digest: String(repeating: "3f2ac91b", count: 8))
  }
}
