import Scaling
import Testing

@Suite struct `Karp–Flatt metric` {
  /// Worked by hand: (1/1.8 − 1/2) / (1/2) = 1/9, (1/2 − 1/4) / (3/4) = 1/3, …
  @Test(arguments: [
    (1.8, 2, 1.0 / 9), (2.0, 4, 1.0 / 3), (1.0, 8, 1.0), (8.0, 8, 0.0), (0.5, 2, 3.0),
    (4.0, 2, -0.5),
  ])
  func `it is what it is by hand`(speedup: Double, workers: Int, fraction: Double) throws {
    let found = try #require(KarpFlatt.serialFraction(speedup: speedup, workers: workers))
    #expect(abs(found - fraction) < 1e-15)
  }

  /// The two examples of Quinn 2003, "Parallel Programming in C with MPI and OpenMP", section 7.5:
  /// speed-ups of 2 to 8 processors where serial work limits them, and where overhead does.
  @Test(arguments: [
    ([1.82, 2.50, 3.08, 3.57, 4.00, 4.38, 4.71], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]),
    ([1.87, 2.61, 3.23, 3.73, 4.14, 4.46, 4.71], [0.07, 0.075, 0.08, 0.085, 0.09, 0.095, 0.1]),
  ])
  func `it is what a textbook has`(speedups: [Double], fractions: [Double]) throws {
    for (index, speedup) in speedups.enumerated() {
      let found = try #require(KarpFlatt.serialFraction(speedup: speedup, workers: index + 2))
      #expect(abs(found - fractions[index]) < 0.0015)
    }
  }

  @Test(arguments: [0, 0.001, 0.1, 0.5, 1])
  func `it is the serial fraction of Amdahl's law for any number of workers`(serial: Double) throws
  {
    for workers in 2...300 {
      let speedup = 1 / (serial + (1 - serial) / Double(workers))
      let found = try #require(KarpFlatt.serialFraction(speedup: speedup, workers: workers))
      #expect(abs(found - serial) < 1e-14)
    }
  }

  @Test func `it is the contention of a scalability law without coherence`() throws {
    let law = UniversalScalabilityLaw(
      samplesPerSecondOfOne: 10, contention: 0.07, coherence: 0)
    let speedup = law.samplesPerSecond(workers: 12) / 10
    let found = try #require(KarpFlatt.serialFraction(speedup: speedup, workers: 12))
    #expect(abs(found - 0.07) < 1e-14)
  }

  @Test func `it says nothing of one worker or of no speed-up`() {
    #expect(KarpFlatt.serialFraction(speedup: 1, workers: 1) == nil)
    #expect(KarpFlatt.serialFraction(speedup: 1, workers: 0) == nil)
    for speedup in [0, -1, .nan, .infinity] {
      #expect(KarpFlatt.serialFraction(speedup: speedup, workers: 2) == nil)
    }
  }
}
