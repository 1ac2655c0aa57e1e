extension ElementFunction {
  /// σ(x) = 1⁄(1 + e⁻ˣ): sigmoid(−∞) = +0, sigmoid(±0) = ½, sigmoid(+∞) = 1.
  ///
  /// With z = e^−|x| ≤ 1 it is 1⁄(1 + z) for x ≥ 0 and z⁄(1 + z) for x < 0: nothing overflows, and
  /// the negative tail is accurate down to the subnormals.
  ///
  /// - Returns: within 2 ulp (@SIGMOID@ measured).
  @inlinable @inline(__always)
  public static func sigmoid(_ x: Vector) -> Vector {
    let z = exponentialOfNegatedMagnitude(x)
    let numerator = select(signMask(bits(x)), z, Vector(repeating: 1))
    return numerator / (1 + z)
  }

  @inlinable
  public static func sigmoid(_ x: Float) -> Float { sigmoid(Vector(repeating: x))[0] }

  /// ln(1 + eˣ), the smooth maximum of 0 and x: softplus(−∞) = +0, softplus(+∞) = +∞.
  ///
  /// max(x, 0) + ln(1 + e^−|x|).
  ///
  /// - Returns: within 3 ulp (@SOFTPLUS@ measured).
  @inlinable @inline(__always)
  public static func softplus(_ x: Vector) -> Vector {
    let positivePart = vector(bits(x) & ~signMask(bits(x)))
    return positivePart + finiteLog1p(exponentialOfNegatedMagnitude(x))
  }

  @inlinable
  public static func softplus(_ x: Float) -> Float { softplus(Vector(repeating: x))[0] }

  /// e^−|x|, in [0, 1].
  @inlinable @inline(__always)
  static func exponentialOfNegatedMagnitude(_ x: Vector) -> Vector {
    let y = -pointwiseMin(magnitude(x), Vector(repeating: 104))
    let (significand, scale) = exponentialParts(of: y)
    return significand * scale * scale
  }
}
