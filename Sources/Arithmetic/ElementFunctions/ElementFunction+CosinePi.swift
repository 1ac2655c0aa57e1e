extension ElementFunction {
  /// cos(π·x) in binary64: exact at multiples of ½ (+0 at odd ones), NaN for infinities.
  ///
  /// |x| = n + ½·q + r with q in 0…2 and |r| ≤ ¼, all exact. sin and cos of y = π·r, the rounding
  /// error of y carried along: y + y³·s(y²), s of degree 5, relative error 3.8·10⁻¹⁸;
  /// 1 − y²⁄2 + y⁴·c(y²), c of degree 5, relative error 5.8·10⁻²⁰; minimax on ±1.001·π⁄4.
  ///
  /// - Returns: within 1 ulp (0.88 at most on 4 million arguments).
  public static func cosPi(_ x: Double) -> Double {
    let t = x.magnitude
    guard t < 0x1p53 else { return t < .infinity ? 1 : x - x }
    let whole = UInt64(t)
    let fraction = t - Double(whole)
    let halves = fraction < 0.25 ? 0.0 : (fraction < 0.75 ? 1 : 2)
    let r = fraction - 0.5 * halves
    if halves == 1 && r == 0 { return 0 }
    let y = r * 0x1.921fb54442d18p1
    let rest = (-y).addingProduct(r, 0x1.921fb54442d18p1).addingProduct(r, 0x1.1a62633145c07p-53)
    let value =
      halves == 1
      ? -sine(y, rest: rest) : (halves == 0 ? cosine(y, rest: rest) : -cosine(y, rest: rest))
    return whole & 1 == 0 ? value : -value
  }

  private static func sine(_ y: Double, rest: Double) -> Double {
    let z = y * y
    var s = 0x1.5d8b556de422bp-33
    s = (-0x1.ae5e4b83b15ffp-26).addingProduct(z, s)
    s = 0x1.71de35552b66ep-19.addingProduct(z, s)
    s = (-0x1.a01a019be921bp-13).addingProduct(z, s)
    s = 0x1.111111110f730p-7.addingProduct(z, s)
    s = (-0x1.5555555555548p-3).addingProduct(z, s)
    return y + rest.addingProduct(y * z, s)
  }

  private static func cosine(_ y: Double, rest: Double) -> Double {
    let z = y * y
    var c = -0x1.8fa553d297125p-37
    c = 0x1.1ee9d9c6f58c1p-29.addingProduct(z, c)
    c = (-0x1.27e4f7ef0dc2ep-22).addingProduct(z, c)
    c = 0x1.a01a019c8c7dap-16.addingProduct(z, c)
    c = (-0x1.6c16c16c15005p-10).addingProduct(z, c)
    c = 0x1.555555555554bp-5.addingProduct(z, c)
    let halfSquare = 0.5 * z
    let first = 1 - halfSquare
    let lost = (1 - first) - halfSquare
    return first + (lost + (z * z * c - y * rest))
  }
}
