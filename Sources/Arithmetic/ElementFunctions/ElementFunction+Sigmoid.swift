extension ElementFunction {
  /// σ(x) = 1⁄(1 + e⁻ˣ): sigmoid(−∞) = +0, sigmoid(±0) = ½, sigmoid(+∞) = 1.
  ///
  /// 1 + e⁻ˣ = (1 + 2ⁿ) + 2ⁿ·(eʳ − 1), of which one operation rounds. Below −16.28 all of it is taken
  /// times 2⁻⁶⁴, and the quotient as well: nothing overflows, and the negative tail is accurate down
  /// to the subnormals.
  ///
  /// - Returns: within 1.99 ulp.
  @inlinable @inline(__always)
  public static func sigmoid(_ x: Vector) -> Vector {
    // Below −104 the result rounds to 0; above 17.4 to 1, and 2ⁿ stays a normal number.
    let limit = select(signMask(bits(x)), Vector(repeating: 104), Vector(repeating: 80))
    let t = magnitude(x, atMost: limit)
    var (fraction, scaleBits) = exponentialMinusOneParts(of: withSign(of: -x, t))
    let isBelow = isAbove(t, 16.28) & signMask(bits(x))
    // From n = 24 on 1 + 2ⁿ loses the 1; 2⁻²⁵ in the fraction is what it means for n = 25, and
    // no further off than nothing for all larger n.
    fraction += vector(isBelow & Int32(bitPattern: (0x1p-25 as Float).bitPattern))
    let loweredBy = isBelow & (64 &<< 23)
    let unit = vector(0x3f80_0000 &- loweredBy)
    let scale = vector(scaleBits &- loweredBy)
    let quotient = unit / (scale + unit).addingProduct(scale, fraction)
    return propagatingNaN(of: x, quotient)
  }

  @inlinable
  public static func sigmoid(_ x: Float) -> Float { sigmoid(Vector(repeating: x))[0] }

  /// ln(1 + eˣ), the smooth maximum of 0 and x: softplus(−∞) = +0, softplus(+∞) = +∞.
  ///
  /// max(x, 0) + ln(1 + e^−|x|).
  ///
  /// - Returns: within 2.42 ulp.
  @inlinable @inline(__always)
  public static func softplus(_ x: Vector) -> Vector {
    let positivePart = vector(bits(x) & ~signMask(bits(x)))
    return propagatingNaN(
      of: x, positivePart + finiteLog1p(exponentialOfNegatedMagnitude(x)))
  }

  @inlinable
  public static func softplus(_ x: Float) -> Float { softplus(Vector(repeating: x))[0] }

  /// e^−|x|, in [0, 1]; 0 for NaN.
  @inlinable @inline(__always)
  static func exponentialOfNegatedMagnitude(_ x: Vector) -> Vector {
    let y = -magnitude(x, atMost: 104)
    let (significand, scale) = exponentialParts(of: y)
    return significand * scale * scale
  }
}
