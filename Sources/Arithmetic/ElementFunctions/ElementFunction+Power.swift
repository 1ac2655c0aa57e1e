extension ElementFunction {
  /// baseⁿ in binary64 for an integer n ≥ 0, by the binary method from the lowest bit.
  ///
  /// With result = 1 and square = base, and for each bit of n from the lowest to the highest that
  /// is set: where the bit is set, result becomes result · square; then square becomes
  /// square · square. Every product is rounded. power(x, 0) = 1 for every x.
  ///
  /// - Returns: with a relative error below n·2⁻⁵³, subnormal results excepted.
  public static func power(_ base: Double, _ exponent: Int) -> Double {
    precondition(exponent >= 0, "ElementFunction.power: negative exponent")
    var result = 1.0
    var square = base
    var bits = exponent
    while bits != 0 {
      if bits & 1 != 0 { result *= square }
      bits >>= 1
      square *= square
    }
    return result
  }
}
