extension ElementFunction {
  /// erf x = 2⁄√π · ∫₀ˣ e^−u² du: erf(±0) = ±0, erf(±∞) = ±1.
  ///
  /// Below 15⁄16: x + x·p(x²), p of degree 5, relative error 2.0·10⁻⁸ on [0, 15⁄16]. From there on:
  /// 1 − e^(t·s(t)) with t = min(|x|, 4), s of degree 5, minimax of ln(erfc t)⁄t on [15⁄16, 4],
  /// error 2.9·10⁻⁹ relative to erf. Both are computed; a mask chooses. (The two-interval form is
  /// N. Juffa's, Stack Overflow 35148198; the fits are ours.)
  ///
  /// - Returns: within 1.14 ulp.
  @inlinable @inline(__always)
  public static func erf(_ x: Vector) -> Vector {
    let t = magnitude(x, atMost: 4)
    let square = t * t
    var p = Vector(repeating: -0x1.36a5aep-11)
    p = step(0x1.466a12p-8, square, p)
    p = step(-0x1.b6698ep-6, square, p)
    p = step(0x1.ce1856p-4, square, p)
    p = step(-0x1.8126dcp-2, square, p)
    p = step(0x1.06eba6p-3, square, p)
    let near = t.addingProduct(t, p)

    var s = Vector(repeating: 0x1.bf7abep-13)
    s = step(-0x1.a4ba9cp-9, t, s)
    s = step(0x1.76c344p-6, t, s)
    s = step(-0x1.af0c50p-4, t, s)
    s = step(-0x1.457f6cp-1, t, s)
    s = step(-0x1.20e5f0p0, t, s)
    let (significand, scale) = exponentialParts(of: t * s)
    let far = 1 - significand * scale * scale

    return propagatingNaN(of: x, withSign(of: x, select(isAbove(t, 0.9375), far, near)))
  }

  @inlinable
  public static func erf(_ x: Float) -> Float { erf(Vector(repeating: x))[0] }
}
