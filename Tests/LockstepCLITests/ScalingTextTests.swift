import Lockstep
import Testing

@testable import LockstepCLI

@Suite struct ScalingTextTests {
  @Test func `strong scaling reads as reviewed`() {
    #expect(
      ScalingText.text(Self.report()) == """
        strong scaling of 784→256→10, relu, cross-entropy, on mnist.csv
        1024 rows a step, 16 rows a shard, AVX-512, medians of 5 rounds

        workers  µs/step      quartiles  samples/s  GFLOP/s  % of peak  speed-up  efficiency %  serial %
        1         4000.0  3960.0–4100.0     256000    120.0       60.0      1.00         100.0         -
        2         2100.0  2079.0–2152.5     487619    228.6       57.1      1.90          95.2      5.00
        4         1150.0  1138.5–1178.8     890435    417.4       52.2      3.48          87.0      5.00

        time in % of a step, mean of the workers that take part
        workers  gather  forward  backward  weight gradient  barrier wait  update  imbalance %  memory GB/s
        1           5.0     35.0      25.0             30.0           0.0     5.0          0.0         11.5
        2           5.0     35.0      25.0             25.0           5.0     5.0          1.5         19.3
        4           5.0     35.0      25.0             25.0           5.0     5.0          4.5         34.8

        law     contention σ = 0.0498, coherence κ = 4.5e-05; fastest with 145 workers, speed-up 15.92
        digest  \(Self.digest(0))  the same for all worker counts
        """)
  }

  @Test func `weak scaling has a digest per row`() {
    var report = Self.report()
    report.mode = .weak
    report.digestsAgree = nil
    for index in report.rows.indices {
      report.rows[index].rowsPerStep *= report.rows[index].workers
      report.rows[index].digest = Self.digest(index)
    }
    let lines = ScalingText.text(report).split(separator: "\n")
    #expect(lines[0].hasPrefix("weak scaling of 784→256→10, "))
    #expect(lines[1].hasPrefix("1024 rows a step and worker, "))
    #expect(
      lines.suffix(3) == [
        "digest  \(Self.digest(0))  1 worker", "digest  \(Self.digest(1))  2 workers",
        "digest  \(Self.digest(2))  4 workers",
      ])
  }

  @Test func `digests that differ are shouted about`() {
    var report = Self.report()
    report.digestsAgree = false
    report.rows[2].digest = Self.digest(1)
    let lines = ScalingText.text(report).split(separator: "\n")
    #expect(
      lines.suffix(4) == [
        "digest  DIFFERENT between worker counts:", "digest  \(Self.digest(0))  1 worker",
        "digest  \(Self.digest(0))  2 workers", "digest  \(Self.digest(1))  4 workers",
      ])
  }

  @Test func `idle workers and noise are told of`() {
    var report = Self.report()
    report.rows[2].participants = 3
    report.noise = ["the clock fell", "a neighbour computes"]
    let lines = ScalingText.text(report).split(separator: "\n")
    #expect(lines[2].hasSuffix("  taking part"))
    #expect(lines[3...5].map { $0.suffix(3) } == ["  1", "  2", "  3"])
    #expect(lines.suffix(2) == ["noisy: the clock fell", "noisy: a neighbour computes"])
  }

  @Test func `short steps have more decimals, and no law no line`() {
    var report = Self.report()
    report.rows.removeLast(2)
    report.rows[0].microsecondsPerStep = 7.5
    report.rounds = 1
    report.law = nil
    let text = ScalingText.text(report)
    #expect(text.contains("\n1           7.50  "))
    #expect(text.contains(", medians of 1 round\n"))
    #expect(!text.contains("law"))
  }

  @Test(arguments: [
    (0.25, 0.0, "contention σ = 0.25, coherence κ = 0; more workers are never slower"),
    (0.0, 0.0, "contention σ = 0, coherence κ = 0; more workers are never slower"),
    (0.5, 1.0, "contention σ = 0.5, coherence κ = 1; fastest with 1 worker, speed-up 1.00"),
  ])
  func `the law says where speed ends`(contention: Double, coherence: Double, line: String) {
    var report = Self.report()
    report.law = UniversalScalabilityLaw(
      samplesPerSecondOfOne: 1, contention: contention, coherence: coherence)
    #expect(ScalingText.text(report).contains("\nlaw     \(line)\n"))
  }

  @Test func `nothing measured is said without a fault`() {
    var report = Self.report()
    report.rows = []
    report.law = nil
    #expect(ScalingText.text(report).hasPrefix("strong scaling of 784→256→10, "))
  }

  private static func digest(_ index: Int) -> String {
    String(repeating: ["3f2ac91b", "00d1e55e", "77aa0b0c"][index], count: 8)
  }

  private static func report() -> ScalingReport {
    ScalingReport(
      mode: .strong, data: "mnist.csv", widths: [784, 256, 10], activation: .relu,
      loss: .crossEntropy, rowsPerShard: 16, rounds: 5, instructionSet: "AVX-512",
      rows: [
        row(workers: 1, microseconds: 4000, wait: 0, imbalance: 0, memory: 11.5),
        row(workers: 2, microseconds: 2100, wait: 0.05, imbalance: 0.015, memory: 19.3),
        row(workers: 4, microseconds: 1150, wait: 0.05, imbalance: 0.045, memory: 34.8),
      ],
      law: UniversalScalabilityLaw(
        samplesPerSecondOfOne: 256_000, contention: 0.0498, coherence: 4.5e-5),
      digestsAgree: true, noise: [])
  }

  private static func row(
    workers: Int, microseconds: Double, wait: Double, imbalance: Double, memory: Double
  ) -> ScalingRow {
    let speedup = 4000 / microseconds
    let phases = PhaseTimes(
      gather: 0.05 * microseconds, forward: 0.35 * microseconds, backward: 0.25 * microseconds,
      weightGradient: (0.3 - wait) * microseconds, barrierWait: wait * microseconds,
      update: 0.05 * microseconds)
    return ScalingRow(
      workers: workers, participants: workers, rowsPerStep: 1024,
      microsecondsPerStep: microseconds,
      microsecondsPerStepSpread: Spread(
        minimum: 0.98 * microseconds, lowerQuartile: 0.99 * microseconds, median: microseconds,
        upperQuartile: 1.025 * microseconds, maximum: 1.2 * microseconds),
      samplesPerSecond: 1024e6 / microseconds, gigaflops: 120 * speedup,
      peakGigaflops: 200 * Double(workers), fractionOfPeak: 0.6 * speedup / Double(workers),
      memoryGigabytesPerSecond: memory, speedup: speedup, efficiency: speedup / Double(workers),
      serialFraction: KarpFlatt.serialFraction(speedup: speedup, workers: workers),
      loadImbalance: imbalance, phases: phases, phasesOfWorkers: [],
      digest: digest(0))
  }
}
