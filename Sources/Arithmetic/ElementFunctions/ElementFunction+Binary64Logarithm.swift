extension ElementFunction {
  /// ln x in binary64: log(±0) = −∞, log(1) = +0, log(x < 0) = NaN, log(+∞) = +∞.
  ///
  /// x = 2ᵏ·(1 + f), √½ ≤ 1 + f < √2; with s = f⁄(2 + f), ln(1 + f) = 2·artanh s
  /// = f − (f²⁄2 − s·(f²⁄2 + r)), r = s²·p(s²), p of degree 6: minimax, relative error 1.3·10⁻¹⁸. (The
  /// arrangement is fdlibm's `e_log.c`, Sun Microsystems 1993; the fit is ours.)
  ///
  /// - Returns: within 1 ulp (0.81 at most on 4 million arguments).
  public static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : (x == x ? .nan : x) }
    guard x < .infinity else { return x }
    let isSubnormal = x < 0x1p-1022
    let pattern = Int64(bitPattern: (isSubnormal ? x * 0x1p54 : x).bitPattern)
    let exponent = (pattern - 0x3fe6_a09e_667f_3bcd) >> 52
    let f = Double(bitPattern: UInt64(bitPattern: pattern - exponent << 52)) - 1
    let k = Double(exponent - (isSubnormal ? 54 : 0))
    let s = f / (2 + f)
    let z = s * s
    var p = 0x1.2f038636933d6p-3
    p = 0x1.39a1efeb8a2d7p-3.addingProduct(z, p)
    p = 0x1.74663c95d9ffep-3.addingProduct(z, p)
    p = 0x1.c71c5216334f8p-3.addingProduct(z, p)
    p = 0x1.24924941deffap-2.addingProduct(z, p)
    p = 0x1.999999997ff3ap-2.addingProduct(z, p)
    p = 0x1.5555555555592p-1.addingProduct(z, p)
    let halfSquare = 0.5 * f * f
    let correction = s * (halfSquare + z * p)
    // k times the first part of ln 2 is exact.
    let low = halfSquare - (correction + k * 0x1.a39ef35793c76p-33)
    return k * 0x1.62e42feep-1 - (low - f)
  }

  /// ln(1 + x) in binary64: log1p(−1) = −∞, log1p(±0) = ±0, log1p(x < −1) = NaN, log1p(+∞) = +∞.
  ///
  /// ln u + (x − (u − 1))⁄u, u = 1 + x rounded.
  ///
  /// - Returns: within 2 ulp (1.44 at most on 4 million arguments).
  public static func log1p(_ x: Double) -> Double {
    let u = 1 + x
    guard u > 0, u < .infinity else { return log(u) }
    guard u != 1 else { return x }
    return log(u) + (x - (u - 1)) / u
  }
}
