import Lockstep

/// What fused multiply-adds reach when there is nothing else to do, on the calling thread's core.
public enum MultiplyAddPeak {
  /// 10⁶ operations a second, over about a tenth of a millisecond.
  public static func megaflops() -> Double {
    let passes = 40_000
    let (sum, seconds) = measureSeconds { PeakProbe.run(passes: passes, seed: 0.5) }
    precondition(sum > 0)
    return PeakProbe.operations(passes: passes) / seconds / 1e6
  }
}

/// The result of `work` and how long it took.
@inlinable @inline(__always)
public func measureSeconds<Result>(_ work: () throws -> Result) rethrows -> (Result, Double) {
  let clock = ContinuousClock()
  let start = clock.now
  let result = try work()
  return (result, (clock.now - start) / .seconds(1))
}
