extension ElementFunction {
  /// gelu(x) = x·Φ(x) = x·½·(1 + erf(x⁄√2)), Φ the standard normal distribution (Hendrycks, Gimpel
  /// 2016, arXiv:1606.08415).
  ///
  /// gelu(±0) = ±0, gelu(−∞) = −0, gelu(+∞) = +∞. With t = |x| the tail is t·Φ(−t), and
  /// gelu(x) = max(x, 0) − t·Φ(−t): the negative side keeps its relative accuracy down to the
  /// subnormals, which 1 + erf would lose from −3 on.
  ///
  /// - Returns: within 4 ulp (@GELU@ measured), the whole negative tail included.
  @inlinable @inline(__always)
  public static func gelu(_ x: Vector) -> Vector {
    let (t, ratio, significand, scale) = normalTail(x)
    // The scale comes last, so that subnormal results are rounded once.
    let tail = t * ratio * significand * scale * scale
    let positivePart = vector(bits(x) & ~signMask(bits(x)))
    return withSign(of: x, positivePart - tail)
  }

  @inlinable
  public static func gelu(_ x: Float) -> Float { gelu(Vector(repeating: x))[0] }

  /// gelu′(x) = Φ(x) + x·φ(x), φ the standard normal density.
  ///
  /// For x < 0 it is e^(−x²⁄2)·(r(t) − t⁄√(2π)), r as in `normalTail`; for x ≥ 0 one minus that.
  /// geluDerivative(−∞) = −0, geluDerivative(+∞) = 1.
  ///
  /// - Returns: within @DGELU@
  @inlinable @inline(__always)
  public static func geluDerivative(_ x: Vector) -> Vector {
    let (t, ratio, significand, scale) = normalTail(x)
    let slope = ratio.addingProduct(t, Vector(repeating: -0x1.988454p-2))
    let tail = slope * significand * scale * scale
    return select(signMask(bits(x)), tail, 1 - tail)
  }

  @inlinable
  public static func geluDerivative(_ x: Float) -> Float {
    geluDerivative(Vector(repeating: x))[0]
  }

  /// Φ(−t) = r(t)·e^(−t²⁄2) for t = min(|x|, 14.6), from where on gelu rounds to zero.
  ///
  /// The exponential is significand·scale², its argument −t²⁄2 taken with the rounding error of
  /// the square. r(t) = u·p(u), u = 1⁄(1 + t⁄4), p of degree 9: minimax of r⁄u on 0 ≤ t ≤ 14.6,
  /// relative error 1.2·10⁻⁸. (c = ¼ of those tried between ¼ and ½: nearly all coefficients are
  /// positive, so that rounding errors of the sum stay small.)
  @inlinable @inline(__always)
  static func normalTail(
    _ x: Vector
  ) -> (t: Vector, ratio: Vector, significand: Vector, scale: Vector) {
    let t = pointwiseMin(magnitude(x), Vector(repeating: 14.6))
    let square = t * t
    let squareError = (-square).addingProduct(t, t)
    let (significand, scale) = exponentialParts(
      of: square * -0.5, correction: squareError * -0.5)

    let u = 1 / step(1, t, Vector(repeating: 0.25))
    var p = Vector(repeating: 0x1.15bd4cp-6)
    p = step(-0x1.09b372p-4, u, p)
    p = step(0x1.d05226p-5, u, p)
    p = step(0x1.6071740p-6, u, p)
    p = step(0x1.320bdep-6, u, p)
    p = step(0x1.554d0ep-4, u, p)
    p = step(0x1.2bd5c0p-4, u, p)
    p = step(0x1.862034p-4, u, p)
    p = step(0x1.97a968p-4, u, p)
    p = step(0x1.988f4ep-4, u, p)
    return (t, u * p, significand, scale)
  }
}
