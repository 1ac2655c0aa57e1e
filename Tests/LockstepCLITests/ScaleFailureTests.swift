import Lockstep
import Testing

@testable import LockstepCLI

@Suite struct ScaleFailureTests {
  private static func report(_ digests: [String], agree: Bool?) -> ScalingReport {
    let phases = PhaseTimes(
      gather: 1, forward: 1, backward: 1, weightGradient: 1, barrierWait: 1, update: 1)
    let rows = digests.enumerated().map { index, digest in
      ScalingRow(
        workers: 1 << index, participants: 1, rowsPerStep: 1, microsecondsPerStep: 6,
        microsecondsPerStepSpread: Spread(
          minimum: 6, lowerQuartile: 6, median: 6, upperQuartile: 6, maximum: 6),
        samplesPerSecond: 1, gigaflops: 1, peakGigaflops: 2, fractionOfPeak: 0.5,
        memoryGigabytesPerSecond: 1, speedup: 1, efficiency: 1, serialFraction: nil,
        loadImbalance: 0, phases: phases, phasesOfWorkers: [phases], digest: digest)
    }
    return ScalingReport(
      mode: agree == nil ? .weak : .strong, data: "made", widths: [2, 1], activation: .relu,
      loss: .logistic, rowsPerShard: 16, rounds: 1, instructionSet: "any", rows: rows, law: nil,
      digestsAgree: agree, noise: [])
  }

  @Test func `bits that differ end the command with a line that has all digests`() throws {
    let failure = try #require(
      Scale.failure(of: Self.report(["aa", "aa", "bb"], agree: false)))
    #expect(failure.code == 70)
    let message = try #require(failure.message)
    for words in ["THE BITS DIFFER", "1 worker aa", "2 workers aa", "4 workers bb"] {
      #expect(message.contains(words), "\(message)")
    }
    #expect(!message.contains("\n"))
  }

  @Test func `equal bits, and minibatches that differ, are no failure`() {
    #expect(Scale.failure(of: Self.report(["aa", "aa"], agree: true)) == nil)
    #expect(Scale.failure(of: Self.report(["aa", "bb"], agree: nil)) == nil)
    #expect(Scale.failure(of: Self.report([], agree: true)) == nil)
  }
}
