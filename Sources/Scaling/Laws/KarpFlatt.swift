/// The experimentally determined serial fraction (Karp, Flatt 1990, "Measuring Parallel Processor
/// Performance", Communications of the ACM 33(5), 539–543, doi 10.1145/78607.78614).
public enum KarpFlatt {
  /// The share of the work that Amdahl's law would have to call serial to explain a speed-up s of p
  /// workers: (1/s − 1/p) / (1 − 1/p).
  ///
  /// The same for all p where serial work alone limits the speed-up; it grows with p where something
  /// grows with the workers, such as waiting for each other. Negative where s > p.
  ///
  /// Nil for one worker, which says nothing about others, and for a speed-up that is none: not
  /// positive or not finite.
  public static func serialFraction(speedup: Double, workers: Int) -> Double? {
    guard workers > 1, speedup > 0, speedup.isFinite else { return nil }
    let share = 1 / Double(workers)
    return (1 / speedup - share) / (1 - share)
  }
}
