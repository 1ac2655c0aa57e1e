extension ElementFunction {
  /// gelu(x) = x·Φ(x) = x·½·(1 + erf(x⁄√2)), Φ the standard normal distribution (Hendrycks, Gimpel
  /// 2016, arXiv:1606.08415).
  ///
  /// gelu(±0) = ±0, gelu(−∞) = −0, gelu(+∞) = +∞. With t = |x| the tail is t·Φ(−t), and
  /// gelu(x) = max(x, 0) − t·Φ(−t): the negative side keeps its relative accuracy down to the
  /// subnormals, which 1 + erf would lose from −3 on.
  ///
  /// - Returns: within 3.6 ulp for x ≥ 0 and 7.1 ulp for x < 0, the whole tail included.
  @inlinable @inline(__always)
  public static func gelu(_ x: Vector) -> Vector {
    let (t, ratio, significand, scale) = normalTail(x)
    // The scale comes last, so that subnormal results are rounded once.
    let tail = t * ratio * significand * scale * scale
    let positivePart = vector(bits(x) & ~signMask(bits(x)))
    return propagatingNaN(of: x, withSign(of: x, positivePart - tail))
  }

  @inlinable
  public static func gelu(_ x: Float) -> Float { gelu(Vector(repeating: x))[0] }

  /// gelu′(x) = Φ(x) + x·φ(x), φ the standard normal density.
  ///
  /// For x < 0 it is e^(−x²⁄2)·(r(t) − t⁄√(2π)), r as in `normalTail`; for x ≥ 0 one minus that.
  /// geluDerivative(−∞) = −0, geluDerivative(+∞) = 1.
  ///
  /// - Returns: within 5 ulp, but for −1.5 < x < −0.5, where it crosses zero. The absolute error is
  ///   below 1.5·10⁻⁷ everywhere.
  @inlinable @inline(__always)
  public static func geluDerivative(_ x: Vector) -> Vector {
    let (t, ratio, significand, scale) = normalTail(x)
    let slope = ratio.addingProduct(t, Vector(repeating: -0x1.988454p-2))
    let tail = slope * significand * scale * scale
    return propagatingNaN(of: x, select(signMask(bits(x)), tail, 1 - tail))
  }

  @inlinable
  public static func geluDerivative(_ x: Float) -> Float {
    geluDerivative(Vector(repeating: x))[0]
  }

  /// Φ(−t) = r(t)·e^(−t²⁄2) for t = min(|x|, 14.6), from where on gelu rounds to zero.
  ///
  /// The exponential is significand·scale², its argument −t²⁄2 taken with the rounding error of
  /// the square. r = p⁄q, degrees 4 and 5, minimax on [0, 14.6], relative error 1.2·10⁻⁸. All
  /// coefficients are positive, so that nothing cancels. (A polynomial in 1⁄(1 + c·t) needs as many
  /// operations and passes three times the rounding error of its argument on.)
  @inlinable @inline(__always)
  static func normalTail(
    _ x: Vector
  ) -> (t: Vector, ratio: Vector, significand: Vector, scale: Vector) {
    let t = magnitude(x, atMost: 14.6)
    let square = t * t
    let squareError = (-square).addingProduct(t, t)
    let (r, scale) = exponentialReduction(of: square * -0.5)
    let significand = exponentialSignificand(r.addingProduct(squareError, -0.5))

    var p = Vector(repeating: 0x1.0e4754p-8)
    p = step(0x1.4d4cb4p-5, t, p)
    p = step(0x1.77961ap-3, t, p)
    p = step(0x1.c107dcp-2, t, p)
    p = step(0.5, t, p)
    var q = Vector(repeating: 0x1.52bd7cp-7)
    q = step(0x1.a1c154p-4, t, q)
    q = step(0x1.e1294ep-2, t, q)
    q = step(0x1.3401e6p0, t, q)
    q = step(0x1.acc61ep0, t, q)
    q = step(1, t, q)
    return (t, p / q, significand, scale)
  }
}
