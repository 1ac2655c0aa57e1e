extension ElementFunction {
  /// eˣ.
  ///
  /// exp(−∞) = +0, exp(±0) = 1, exp(+∞) = +∞; subnormal results are rounded once.
  ///
  /// - Returns: within 1.62 ulp.
  @inlinable @inline(__always)
  public static func exp(_ x: Vector) -> Vector {
    // Below −104 the result rounds to zero, above 89 to infinity.
    let clamped = withSign(of: x, magnitude(x, atMost: 104))
    let (significand, scale) = exponentialParts(of: clamped)
    return propagatingNaN(of: x, significand * scale * scale)
  }

  @inlinable
  public static func exp(_ x: Float) -> Float { exp(Vector(repeating: x))[0] }

  /// eʸ = significand · scale², for −110 ≤ y ≤ 104.
  ///
  /// y = 2m·ln 2 + r with |r| ≤ ln 2, significand = eʳ, scale = 2ᵐ. The square reaches all of the
  /// subnormal and the whole normal range with scales that are normal numbers themselves, for one
  /// multiplication; the usual |r| ≤ ½·ln 2 would need the exponent to be split with five integer
  /// operations more.
  @inlinable @inline(__always)
  static func exponentialParts(of y: Vector) -> (significand: Vector, scale: Vector) {
    let (r, scale) = exponentialReduction(of: y)
    return (exponentialSignificand(r), scale)
  }

  /// r and scale of `exponentialParts(of:)`.
  @inlinable @inline(__always)
  static func exponentialReduction(of y: Vector) -> (r: Vector, scale: Vector) {
    // Adding 1.5·2²³ rounds to an integer; its low bits, plus the exponent bias 127, are then
    // those of the sum, and a shift moves them into the exponent field.
    let rounder = Vector(repeating: 0x1.8p23 + 127)
    let rounded = rounder.addingProduct(y, 0x1.715476p-1)
    let scale = vector(bits(rounded) &<< 23)
    let m = rounded - rounder
    // 2·ln 2 in two parts; m times the first is exact.
    let r = y.addingProduct(m, -0x1.62e4p0)
    return (r.addingProduct(m, -0x1.7f7d1cp-19), scale)
  }

  /// eʳ = 1 + r·(1 + r·q(r)) for |r| ≤ ln 2, q of degree 5: minimax on ±1.001·ln 2, relative error
  /// 1.6·10⁻⁸.
  @inlinable @inline(__always)
  static func exponentialSignificand(_ r: Vector) -> Vector {
    var p = Vector(repeating: 0x1.9bcf02p-13)
    p = step(0x1.71cb7ap-10, r, p)
    p = step(0x1.1126e8p-7, r, p)
    p = step(0x1.5549c6p-5, r, p)
    p = step(0x1.555512p-3, r, p)
    p = step(0x1.00000cp-1, r, p)
    p = step(1, r, p)
    return step(1, r, p)
  }
}
