extension ElementFunction {
  /// cos x, x in radians and of any size: cos(±0) = 1, cos(±∞) = NaN.
  ///
  /// x = n·π⁄2 + r, |r| ≤ π⁄4; then ±cos r or ±sin r by n mod 4. Up to 2¹⁷ π⁄2 is subtracted in
  /// three parts (Cody, Waite 1980), the first of which is exact with fused multiply-adds; beyond
  /// that the product with 2⁄π is made in integers.
  ///
  /// sin r = r + r³·s(r²), s of degree 2, relative error 4.1·10⁻⁹; cos r = 1 − r²⁄2 + r⁴·c(r²),
  /// c of degree 2, relative error 1.2·10⁻¹⁰; minimax on ±1.001·π⁄4.
  ///
  /// - Returns: within 1.54 ulp.
  @inlinable @inline(__always)
  public static func cos(_ x: Vector) -> Vector {
    let rounder = Vector(repeating: 0x1.8p23)
    let rounded = rounder.addingProduct(x, Vector(repeating: 0x1.45f306p-1))
    let n = rounded - rounder
    var quadrant = bits(rounded)
    var r = x.addingProduct(n, -0x1.921fb6p0)
    r = r.addingProduct(n, 0x1.777a5cp-25)
    r = r.addingProduct(n, 0x1.ee59dap-50)
    if any(magnitude(x) .> 0x1p17) { reduceLarge(x, quadrant: &quadrant, remainder: &r) }

    let square = r * r
    var s = Vector(repeating: -0x1.9951e8p-13)
    s = step(0x1.110774p-7, square, s)
    s = step(-0x1.555546p-3, square, s)
    let sine = r.addingProduct(r * square, s)
    var c = Vector(repeating: 0x1.99e80cp-16)
    c = step(-0x1.6c0c28p-10, square, c)
    c = step(0x1.55554ap-5, square, c)
    c = step(-0.5, square, c)
    let cosine = step(1, square, c)

    // n mod 4: cos r, −sin r, −cos r, sin r.
    let isOdd = Lanes.zero &- (quadrant & 1)
    let sign = ((quadrant &+ 1) & 2) &<< 30
    return vector(bits(select(isOdd, sine, cosine)) ^ sign)
  }

  @inlinable
  public static func cos(_ x: Float) -> Float { cos(Vector(repeating: x))[0] }

  /// Quadrant and remainder of the lanes of x beyond 2¹⁷; the others stay.
  @usableFromInline @inline(never)
  static func reduceLarge(
    _ x: Vector, quadrant: inout Lanes, remainder: inout Vector
  ) {
    for lane in x.indices where x[lane].magnitude > 0x1p17 {
      let reduced = reduceLarge(x[lane])
      quadrant[lane] = reduced.quadrant
      remainder[lane] = reduced.remainder
    }
  }

  /// x = (4j + quadrant)·π⁄2 + remainder for |x| ≥ 2¹⁷ (Payne, Hanek 1983,
  /// doi:10.1145/1057600.1057602).
  ///
  /// With |x| = M·2ᵉ only the bits of 2⁄π count that make x·2⁄π smaller than 4: a window of 96 of
  /// them, times the 24 bits of M, leaves the fraction with an error below 2⁻⁶³. No binary32 comes
  /// closer to a multiple of π⁄2 than 2⁻³² quadrants, so that the remainder has 30 good bits.
  private static func reduceLarge(_ x: Float) -> (quadrant: Int32, remainder: Float) {
    guard x.magnitude < .infinity else { return (0, x - x) }
    // 2⁄π = 0.A2F9836E 4E441529 …₁₆, after a word of zeros.
    let digits = SIMD8<UInt32>(
      0, 0xa2f9_836e, 0x4e44_1529, 0xfc27_57d1, 0xf534_ddc0, 0xdb62_9599, 0x3c43_9041,
      0xfe51_63ab)
    let pattern = x.bitPattern & 0x7fff_ffff
    let significand = UInt64((pattern & 0x007f_ffff) | 0x0080_0000)
    let start = Int(pattern >> 23) - 150 + 30  // first bit of the window; 24…134
    let word = start / 32
    let shift = UInt64(start % 32)
    let first = UInt64(digits[word]) << 32 | UInt64(digits[word + 1])
    let second = UInt64(digits[word + 2]) << 32 | UInt64(digits[word + 3])
    let upper = shift == 0 ? first : first << shift | second >> (64 - shift)
    let lower = (second << shift) >> 32
    // x·2⁄π mod 4, in units of 2⁻⁶², and 32 bits below them.
    let low = significand * lower
    let product = significand &* upper &+ low >> 32
    let nearest = (product &+ 1 << 61) >> 62
    let fraction = Int64(bitPattern: product << 2 | (low & 0xffff_ffff) >> 30)
    let remainder = Float(Double(fraction) * (0x1.921fb54442d18p0 * 0x1p-64))
    let quadrant = Int32(truncatingIfNeeded: nearest)
    return x < 0 ? (-quadrant, -remainder) : (quadrant, remainder)
  }
}
