import Foundation
import Scaling
import Testing

@Suite struct `Universal scalability law` {
  private static let counts = [1, 2, 4, 8, 16, 32]

  private static func points(
    _ throughputs: [Double], at counts: [Int] = counts
  ) -> [(workers: Int, samplesPerSecond: Double)] {
    zip(counts, throughputs).map { (workers: $0, samplesPerSecond: $1) }
  }

  private static func isClose(_ found: Double, _ expected: Double, within: Double) -> Bool {
    abs(found - expected) <= within * max(abs(expected), .leastNormalMagnitude)
  }

  @Test(
    arguments: [(0.0, 0.0), (0.05, 0.0), (0.0, 0.002), (0.03, 0.0004), (0.6, 0.1)], [1, 1e-3, 1e9])
  func `points on a law give that law`(costs: (Double, Double), one: Double) throws {
    let law = UniversalScalabilityLaw(
      samplesPerSecondOfOne: one, contention: costs.0, coherence: costs.1)
    for counts in [Self.counts, [1, 2, 3], [3, 7, 48, 256], [1, 2, 2, 3, 3, 3]] {
      let fitted = try #require(
        UniversalScalabilityLaw(
          fitting: Self.points(counts.map { law.samplesPerSecond(workers: $0) }, at: counts)))
      #expect(Self.isClose(fitted.samplesPerSecondOfOne, one, within: 1e-10))
      #expect(abs(fitted.contention - costs.0) < 1e-10)
      #expect(abs(fitted.coherence - costs.1) < 1e-10)
    }
  }

  struct Fitted: Sendable {
    var workers = [1, 2, 4, 8, 16, 32]
    var throughputs: [Double]
    var one: Double
    var contention: Double
    var coherence: Double
  }

  /// By SciPy 1.17.1, for N and X the arrays of workers and throughputs:
  ///
  ///     w = X / N
  ///     s, _ = scipy.optimize.nnls(np.stack([w, w * (N - 1), w * N * (N - 1)], 1), np.ones(len(N)))
  ///     print(1 / s[0], s[1] / s[0], s[2] / s[0])
  static let fitted = [
    // λ = 1000, σ = 0.03, κ = 0.0004 and 2 % of noise.
    Fitted(
      throughputs: [1000, 1951.8, 3633.6, 6375.8, 10255.2, 13480], one: 1001.7470970037159,
      contention: 0.032158623174070894, coherence: 0.0003802984111216835),
    // κ would be negative.
    Fitted(
      throughputs: [1000, 1904.8, 3443.5, 5925.9, 9234.3, 12925.5], one: 992.9045719630366,
      contention: 0.04756357601276011, coherence: 0),
    // σ would be negative.
    Fitted(
      throughputs: [1000, 2016, 4031.6, 7727.3, 12903.2, 15903.6], one: 1012.5004786074575,
      contention: 0, coherence: 0.0010459164360193405),
    // Faster than ideal: both would be.
    Fitted(
      throughputs: [1000, 2100, 4300, 8700, 17600, 35500], one: 1071.5708637469584, contention: 0,
      coherence: 0),
    // Not from 1, one count twice.
    Fitted(
      workers: [2, 3, 3, 5, 9], throughputs: [2010, 2800, 2850, 4200, 5900],
      one: 1060.9642062244122, contention: 0.0538544624742166, coherence: 0.002591660023149322),
  ]

  @Test(arguments: fitted)
  func `fits are those of another solver with the same bounds`(expected: Fitted) throws {
    let points = Self.points(expected.throughputs, at: expected.workers)
    for points in [points, points.reversed()] {
      let law = try #require(UniversalScalabilityLaw(fitting: points))
      #expect(Self.isClose(law.samplesPerSecondOfOne, expected.one, within: 1e-12))
      #expect(Self.isClose(law.contention, expected.contention, within: 1e-10))
      #expect(Self.isClose(law.coherence, expected.coherence, within: 1e-10))
    }
  }

  @Test func `no other law is closer`() throws {
    for expected in Self.fitted {
      func error(_ law: UniversalScalabilityLaw) -> Double {
        zip(expected.workers, expected.throughputs).map { workers, throughput in
          let relative = throughput / law.samplesPerSecond(workers: workers) - 1
          return relative * relative
        }.reduce(0, +)
      }
      let best = try #require(
        UniversalScalabilityLaw(
          fitting: Self.points(expected.throughputs, at: expected.workers)))
      for (one, contention, coherence) in [
        (1.001, 0, 0), (0.999, 0, 0), (1, 0.001, 0), (1, -0.001, 0), (1, 0, 1e-5), (1, 0, -1e-5),
        (1.001, 0.001, 0), (1.001, -0.001, 1e-5),
      ] {
        let other = UniversalScalabilityLaw(
          samplesPerSecondOfOne: best.samplesPerSecondOfOne * one,
          contention: max(0, best.contention + contention),
          coherence: max(0, best.coherence + coherence))
        #expect(error(best) <= error(other))
      }
    }
  }

  @Test func `what no law can be fitted to gives none`() {
    let unfit: [[(workers: Int, samplesPerSecond: Double)]] = [
      [], [(1, 10)], [(1, 10), (2, 20)], [(1, 10), (2, 20), (2, 21), (1, 9)],
      [(1, 10), (2, 20), (3, 0)], [(1, 10), (2, 20), (3, -1)], [(1, 10), (2, 20), (3, .nan)],
      [(1, 10), (2, 20), (3, .infinity)], [(0, 10), (2, 20), (3, 30)],
      // N / X is 1, 3, 5: −1 with one worker.
      [(2, 2), (3, 1), (4, 0.8)],
    ]
    for points in unfit { #expect(UniversalScalabilityLaw(fitting: points) == nil, "\(points)") }
  }

  @Test(arguments: [(0.0, 0.01), (0.03, 0.0004), (0.5, 0.2), (0.9, 0.3), (1.0, 0.1), (0.02, 0.003)])
  func `the best number of workers is that of trying all`(contention: Double, coherence: Double) {
    let law = UniversalScalabilityLaw(
      samplesPerSecondOfOne: 3, contention: contention, coherence: coherence)
    let best = (1...1000).max {
      law.samplesPerSecond(workers: $0) < law.samplesPerSecond(workers: $1)
    }
    #expect(law.bestWorkers == best)
    #expect(law.bestSpeedup == best.map { law.samplesPerSecond(workers: $0) / 3 })
  }

  @Test func `without coherence there is no best number unless one is`() {
    func best(_ contention: Double, _ coherence: Double) -> Int? {
      UniversalScalabilityLaw(
        samplesPerSecondOfOne: 1, contention: contention, coherence: coherence
      ).bestWorkers
    }
    #expect(best(0, 0) == nil && best(0.3, 0) == nil && best(1, 0) == nil)
    #expect(best(1.1, 0) == 1 && best(1.1, 0.1) == 1)
    // √(1/κ) does not fit an Int.
    #expect(best(0, 1e-40) == nil)
    // Of two that are equally fast, the fewer: √(1/κ) = √2 lies between 1 and 2.
    #expect(best(0, 0.5) == 1)
  }

  @Test func `it survives being written and read`() throws {
    for law in [
      UniversalScalabilityLaw(samplesPerSecondOfOne: 7, contention: 0.1, coherence: 0),
      UniversalScalabilityLaw(samplesPerSecondOfOne: 7, contention: 0.1, coherence: 0.01),
    ] {
      let text = try JSONEncoder().encode(law)
      #expect(try JSONDecoder().decode(UniversalScalabilityLaw.self, from: text) == law)
    }
  }
}
