/// Whether the thread that asks computes as IEEE 754 does by default (rule 1).
///
/// Rounding direction and the treatment of subnormals are modes of a thread. A library loaded
/// earlier can have changed them (code compiled with `-ffast-math` does), so every worker looks
/// before its first step. The check is by behaviour, not by reading a control register: it is the
/// same code for every processor.
public enum FloatingPointEnvironment {
  /// What the arithmetic of this thread does that it must not.
  public enum Deviation: UInt8, Error, Equatable, Sendable {
    /// Subnormal results are replaced by zero (FTZ).
    case flushesSubnormalResults
    /// Subnormal operands are read as zero (DAZ).
    case readsSubnormalOperandsAsZero
    /// Results are not rounded to nearest, ties to even.
    case roundsOtherwise
  }

  /// The first deviation found on this thread, in binary32 or binary64; nil for none.
  @inline(never)
  public static func deviation() -> Deviation? {
    // A product of normal numbers that is subnormal, and must not be zero.
    let product = multiplied(opaque(0x1p-100 as Float), by: opaque(0x1p-30))
    let productDouble = multiplied(opaque(0x1p-1000), by: opaque(0x1p-50))
    // Operands that are subnormal with a normal result.
    let raised = multiplied(opaque(Float(bitPattern: 3)), by: opaque(0x1p100))
    let raisedDouble = multiplied(opaque(Double(bitPattern: 3)), by: opaque(0x1p500))
    guard raised == 0x1.8p-48, raisedDouble == 0x1.8p-573 else {
      return .readsSubnormalOperandsAsZero
    }
    guard product.bitPattern == 0x0008_0000, productDouble.bitPattern == 0x0000_0000_0100_0000
    else {
      return .flushesSubnormalResults
    }
    return roundsToNearestEven() ? nil : .roundsOtherwise
  }

  /// Upwards, downwards and towards zero each fail one of: just above and just below half an ulp of
  /// ±1, and the two ties around an odd significand.
  private static func roundsToNearestEven() -> Bool {
    for sign in [1, -1] as [Float] {
      let one = opaque(sign)
      guard
        added(one, opaque(sign * 0x1.8p-24)) == sign * (1 + 0x1p-23),
        added(one, opaque(sign * 0x1.8p-25)) == sign,
        added(one, opaque(sign * 0x1p-24)) == sign,
        added(opaque(sign * (1 + 0x1p-23)), opaque(sign * 0x1p-24)) == sign * (1 + 0x1p-22)
      else { return false }
    }
    for sign in [1, -1] as [Double] {
      let one = opaque(sign)
      guard
        added(one, opaque(sign * 0x1.8p-53)) == sign * (1 + 0x1p-52),
        added(one, opaque(sign * 0x1.8p-54)) == sign,
        added(one, opaque(sign * 0x1p-53)) == sign,
        added(opaque(sign * (1 + 0x1p-52)), opaque(sign * 0x1p-53)) == sign * (1 + 0x1p-51)
      else { return false }
    }
    return true
  }

  // Neither inlined nor optimized: the compiler assumes the default environment and would fold
  // the whole check into "nil".
  @inline(never) @_optimize(none)
  private static func opaque(_ x: Float) -> Float { x }
  @inline(never) @_optimize(none)
  private static func opaque(_ x: Double) -> Double { x }
  @inline(never) @_optimize(none)
  private static func multiplied(_ a: Float, by b: Float) -> Float { a * b }
  @inline(never) @_optimize(none)
  private static func multiplied(_ a: Double, by b: Double) -> Double { a * b }
  @inline(never) @_optimize(none)
  private static func added(_ a: Float, _ b: Float) -> Float { a + b }
  @inline(never) @_optimize(none)
  private static func added(_ a: Double, _ b: Double) -> Double { a + b }
}
