/// Gunther's law of how throughput grows, and falls again, with the number of workers N:
/// X(N) = λ·N / (1 + σ·(N − 1) + κ·N·(N − 1)).
///
/// With κ = 0 it is Amdahl's law, whose serial fraction is σ (Gunther 1993, "A Simple Capacity Model
/// of Massively Parallel Transaction Systems", Proc. CMG 1993, 1035–1044; in the form used here:
/// Gunther 2007, "Guerrilla Capacity Planning", doi 10.1007/978-3-540-31010-5, chapters 4 and 5).
public struct UniversalScalabilityLaw: Codable, Equatable, Sendable {
  /// λ: what one worker alone does.
  public let samplesPerSecondOfOne: Double
  /// σ ≥ 0: the share of the work that waits its turn.
  public let contention: Double
  /// κ ≥ 0: the cost of every pair of workers agreeing with each other, in shares of the work.
  public let coherence: Double
  /// The number of workers with the highest throughput, a neighbour of √((1 − σ) / κ); nil where
  /// more workers are never slower.
  public let bestWorkers: Int?

  /// - Precondition: σ and κ are not negative.
  public init(samplesPerSecondOfOne: Double, contention: Double, coherence: Double) {
    precondition(contention >= 0 && coherence >= 0, "UniversalScalabilityLaw: negative cost")
    self.samplesPerSecondOfOne = samplesPerSecondOfOne
    self.contention = contention
    self.coherence = coherence
    bestWorkers = Self.bestWorkers(contention, coherence)
  }

  /// X(N) as predicted.
  public func samplesPerSecond(workers: Int) -> Double {
    samplesPerSecond(workers: Double(workers))
  }

  /// X(N) as predicted; between whole numbers for curves.
  public func samplesPerSecond(workers: Double) -> Double {
    samplesPerSecondOfOne * Self.speedup(workers, contention, coherence)
  }

  /// X(N) / λ with the best number of workers; nil where there is none.
  public var bestSpeedup: Double? {
    bestWorkers.map { Self.speedup(Double($0), contention, coherence) }
  }

  private static func speedup(
    _ workers: Double, _ contention: Double, _ coherence: Double
  ) -> Double {
    workers / (1 + contention * (workers - 1) + coherence * workers * (workers - 1))
  }

  private static func bestWorkers(_ contention: Double, _ coherence: Double) -> Int? {
    if contention > 1 { return 1 }
    guard coherence > 0 else { return nil }
    // 1 / X is convex in N, so that the best whole number is next to the best real one. Beyond what
    // an Int holds nothing falls in practice.
    let peak = ((1 - contention) / coherence).squareRoot()
    guard let below = Int(exactly: peak.rounded(.down)) else { return nil }
    let fewer = max(1, below)
    let isMoreFaster =
      speedup(Double(fewer) + 1, contention, coherence)
      > speedup(Double(fewer), contention, coherence)
    return isMoreFaster ? fewer + 1 : fewer
  }
}
