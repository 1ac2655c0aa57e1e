extension ElementFunction {
  /// y = n·ln 2 + r with |r| ≤ ½·ln 2, for |y| ≤ 110: eʳ − 1 and the bits of 2ⁿ (those of a float
  /// only while it is a normal number).
  ///
  /// Sums of 1 and eʸ take their rounding error from one operation this way:
  /// 1 + eʸ = (1 + 2ⁿ) + 2ⁿ·(eʳ − 1).
  ///
  /// eʳ − 1 = r + r²·q(r), q of degree 4: minimax on ±0.501·ln 2, relative error 1.5·10⁻⁸.
  @inlinable @inline(__always)
  static func exponentialMinusOneParts(of y: Vector) -> (fraction: Vector, scaleBits: Lanes) {
    // As in `exponentialReduction`.
    let rounder = Vector(repeating: 0x1.8p23 + 127)
    let rounded = rounder.addingProduct(y, 0x1.715476p0)
    let n = rounded - rounder
    var r = y.addingProduct(n, -0x1.62e4p-1)
    r = r.addingProduct(n, -0x1.7f7d1cp-20)
    var q = Vector(repeating: 0x1.6abdfep-10)
    q = step(0x1.122e28p-7, r, q)
    q = step(0x1.555798p-5, r, q)
    q = step(0x1.5554a8p-3, r, q)
    q = step(0x1.fffffep-2, r, q)
    return (r.addingProduct(r * r, q), bits(rounded) &<< 23)
  }
}
