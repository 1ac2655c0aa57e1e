extension ElementFunction {
  /// ln x: log(±0) = −∞, log(1) = +0, log(x < 0) = NaN, log(+∞) = +∞.
  ///
  /// - Returns: within 1.01 ulp.
  @inlinable @inline(__always)
  public static func log(_ x: Vector) -> Vector {
    // Subnormals are scaled into the normal range. (The test is also true of negative numbers,
    // whose result is replaced below.)
    let isSubnormal = signMask(bits(x) &- 0x0080_0000)
    let normal = bits(select(isSubnormal, x * 0x1p23, x))
    let exponent = exponentField(normal)
    let f = vector(normal &- exponent) - 1
    let negatedExponent = (isSubnormal & 23) &- (exponent &>> 23)
    return replacingSpecialLogarithms(
      logarithm(onePlus: f, negatedExponent: negatedExponent), of: x)
  }

  @inlinable
  public static func log(_ x: Float) -> Float { log(Vector(repeating: x))[0] }

  /// ln(1 + x), also where 1 + x rounds to 1: log1p(−1) = −∞, log1p(±0) = ±0, log1p(x < −1) = NaN,
  /// log1p(+∞) = +∞.
  ///
  /// - Returns: within 1.71 ulp.
  @inlinable @inline(__always)
  public static func log1p(_ x: Vector) -> Vector {
    replacingSpecialLogarithms(finiteLog1p(x), of: 1 + x)
  }

  @inlinable
  public static func log1p(_ x: Float) -> Float { log1p(Vector(repeating: x))[0] }

  /// ln(1 + x) for −1 < x < ∞ or NaN.
  ///
  /// With 2ᵏ the scale of 1 + x: f = x·2⁻ᵏ − (1 − 2⁻ᵏ), one rounding. The first term is an exponent
  /// lowered by an integer subtraction. Subtracting the second, not adding its negative, keeps the
  /// sign of x = −0.
  @inlinable @inline(__always)
  static func finiteLog1p(_ x: Vector) -> Vector {
    let exponent = exponentField(bits(1 + x))
    // 2⁻ᵏ as ¼·2²⁻ᵏ, since 2⁻ᵏ itself can be subnormal.
    let fourfold = vector(Lanes(repeating: 0x4080_0000) &- exponent)
    let f = vector(bits(x) &- exponent) - step(1, fourfold, Vector(repeating: -0.25))
    return logarithm(onePlus: f, negatedExponent: Lanes.zero &- (exponent &>> 23))
  }

  /// k·2²³ for the k with ⅔ ≤ x·2⁻ᵏ < 4⁄3, from the bits of a normal x > 0.
  @inlinable @inline(__always)
  static func exponentField(_ normal: Lanes) -> Lanes {
    (normal &- 0x3f2a_aaab) & Int32(bitPattern: 0xff80_0000)
  }

  /// ln((1 + f)·2ᵏ) = f + f²·q(f) + k·ln 2 for |f| ≤ ⅓.
  ///
  /// q of degree 8: minimax of (ln(1 + f) − f)⁄f² on ±⅓, error relative to the logarithm 1.7·10⁻⁸.
  ///
  /// - Parameter negatedExponent: −k: with −k·−ln 2 a product of zero is −0, which leaves the sign
  ///   of f = −0 alone.
  @inlinable @inline(__always)
  static func logarithm(onePlus f: Vector, negatedExponent: Lanes) -> Vector {
    // An integer becomes a float as the low bits of 1.5·2²³ + k.
    let negatedK = vector(negatedExponent &+ 0x4b40_0000) - 0x1.8p23
    var q = Vector(repeating: -0x1.feccb2p-4)
    q = step(0x1.1fc056p-3, f, q)
    q = step(-0x1.f6bdb0p-4, f, q)
    q = step(0x1.1e8548p-3, f, q)
    q = step(-0x1.557e24p-3, f, q)
    q = step(0x1.99d58cp-3, f, q)
    q = step(-0x1.ffff94p-3, f, q)
    q = step(0x1.5554fap-2, f, q)
    q = step(-0.5, f, q)
    let fraction = f.addingProduct(f * f, q)
    return fraction.addingProduct(negatedK, Vector(repeating: -0x1.62e430p-1))
  }

  /// −∞ for ±0, NaN for negative numbers, x itself for +∞ and NaN, `result` for all others.
  @inlinable @inline(__always)
  static func replacingSpecialLogarithms(_ result: Vector, of x: Vector) -> Vector {
    let pattern = bits(x)
    let isZero = signMask((pattern & Int32.max) &- 1)
    // x·∞ + ∞: NaN for x < 0 and NaN, +∞ for +∞.
    let infinity = Vector(repeating: .infinity)
    let special = select(isZero, -infinity, infinity.addingProduct(x, infinity))
    let isSpecial = signMask((pattern &- 1) | (Lanes(repeating: 0x7f7f_ffff) &- pattern))
    return select(isSpecial, special, result)
  }
}
