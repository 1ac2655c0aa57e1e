extension ElementFunction {
  /// tanh x: tanh(±0) = ±0, tanh(±∞) = ±1.
  ///
  /// tanh|x| = E⁄(E + 2) with E = e^(2|x|) − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), 2|x| = n·ln 2 + r,
  /// |r| ≤ ½·ln 2. One formula for small and large arguments: E is accurate near zero, and n ≥ 0
  /// keeps 2ⁿ − 1 exact or harmless.
  ///
  /// eʳ − 1 = r + r²·q(r), q of degree 4: minimax on ±0.501·ln 2, relative error 1.5·10⁻⁸.
  ///
  /// - Returns: within 2 ulp (@TANH@ measured).
  @inlinable @inline(__always)
  public static func tanh(_ x: Vector) -> Vector {
    // From 9.02 on the result rounds to 1.
    let a = pointwiseMin(magnitude(x), Vector(repeating: 10))
    let rounder = Vector(repeating: 0x1.8p23 + 127)
    let rounded = rounder.addingProduct(a, Vector(repeating: 0x1.715476p1))
    let scale = vector(bits(rounded) &<< 23)
    let n = rounded - rounder
    var r = (a + a).addingProduct(n, Vector(repeating: -0x1.62e4p-1))
    r = r.addingProduct(n, Vector(repeating: -0x1.7f7d1cp-20))
    var q = Vector(repeating: 0x1.6abdfep-10)
    q = step(0x1.122e28p-7, r, q)
    q = step(0x1.555798p-5, r, q)
    q = step(0x1.5554a8p-3, r, q)
    q = step(0x1.fffffep-2, r, q)
    let fraction = r.addingProduct(r * r, q)
    let excess = (scale - 1).addingProduct(scale, fraction)
    return withSign(of: x, excess / (excess + 2))
  }

  @inlinable
  public static func tanh(_ x: Float) -> Float { tanh(Vector(repeating: x))[0] }
}
