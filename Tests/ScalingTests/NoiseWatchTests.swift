import Testing

@testable import Machine
@testable import Scaling

@Suite struct NoiseWatchTests {
  /// What is said after 10 seconds on 4 processing units in which somebody used this much of them.
  static func findings(own: Double, foreign: Double, stolen: Double) -> [String] {
    let before = ProcessorUse(busySeconds: 1000, stolenSeconds: 30, ownSeconds: 7)
    let after = ProcessorUse(
      busySeconds: 1000 + own + foreign + stolen, stolenSeconds: 30 + stolen, ownSeconds: 7 + own)
    return NoiseWatch.findings(before: before, after: after, seconds: 10, units: 4)
  }

  @Test(arguments: [(0, 0, 0), (40, 0, 0), (20, 0.9, 0.7), (0, -3, 0)])
  func `a machine that works for this process alone is quiet`(
    own: Double, foreign: Double, stolen: Double
  ) {
    #expect(Self.findings(own: own, foreign: foreign, stolen: stolen) == [])
  }

  @Test(arguments: [
    (0.0, 20.0, "other processes used 50 % of the 4 processing units meanwhile"),
    (39, 1.2, "other processes used 3 % of the 4 processing units meanwhile"),
  ])
  func `others' work is told of, this process's is not`(
    own: Double, foreign: Double, sentence: String
  ) {
    #expect(Self.findings(own: own, foreign: foreign, stolen: 0) == [sentence])
  }

  @Test(arguments: [
    (0.0, 40.0, "the host gave 100 % of the processing units' time to other guests"),
    (38, 1.2, "the host gave 3 % of the processing units' time to other guests"),
  ])
  func `stolen time is told of, and not as others' work`(
    own: Double, stolen: Double, sentence: String
  ) {
    #expect(Self.findings(own: own, foreign: 0, stolen: stolen) == [sentence])
  }

  @Test func `both are told of`() {
    let findings = Self.findings(own: 10, foreign: 8, stolen: 4)
    #expect(
      findings == [
        "other processes used 20 % of the 4 processing units meanwhile",
        "the host gave 10 % of the processing units' time to other guests",
      ])
  }

  @Test func `rounds that differ are told of with their workers`() throws {
    func row(_ workers: Int, quartiles: ClosedRange<Double>) -> ScalingRow {
      let phases = PhaseTimes(
        gather: 0, forward: 1, backward: 0, weightGradient: 0, barrierWait: 0, update: 0)
      return ScalingRow(
        workers: workers, participants: workers, rowsPerStep: 1, microsecondsPerStep: 100,
        microsecondsPerStepSpread: Spread(
          minimum: 10, lowerQuartile: quartiles.lowerBound, median: 100,
          upperQuartile: quartiles.upperBound, maximum: 1000),
        samplesPerSecond: 1, gigaflops: 1, peakGigaflops: 1, fractionOfPeak: 1,
        memoryGigabytesPerSecond: 1, speedup: 1, efficiency: 1, serialFraction: nil,
        loadImbalance: 0, phases: phases, phasesOfWorkers: [phases], digest: "")
    }
    let rows = [
      row(1, quartiles: 90...103), row(2, quartiles: 96...105), row(4, quartiles: 60...110),
    ]
    // Beside what this machine really did meanwhile.
    let findings = try NoiseWatch(.load()).findings(rows: rows).filter {
      $0.hasPrefix("the middle")
    }
    #expect(
      findings == [
        "the middle half of the rounds with 1 worker spans 13 % of the median",
        "the middle half of the rounds with 4 workers spans 50 % of the median",
      ])
  }
}
