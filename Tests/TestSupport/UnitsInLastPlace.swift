/// |computed − exact| in units in the last place of binary32 at `exact`.
///
/// The unit is 2^(e − 23) for 2ᵉ ≤ |exact| < 2ᵉ⁺¹, never below 2⁻¹⁴⁹. Where the exact result rounds to
/// an infinity or is a NaN, the computed one has to be the same: 0, or else infinity.
public func unitsInLastPlace(_ computed: Float, from exact: Double) -> Double {
  let rounded = Float(exact)
  guard rounded.isFinite, computed.isFinite else {
    return computed == rounded || (computed.isNaN && rounded.isNaN) ? 0 : .infinity
  }
  let exponent = Int(exact.bitPattern >> 52 & 0x7ff) - 1023
  let perUnit = Double(bitPattern: UInt64(1023 - max(exponent - 23, -149)) << 52)
  return (Double(computed) - exact).magnitude * perUnit
}

#if arch(x86_64)
  /// |computed − exact| in units in the last place of binary64 at `exact`.
  public func unitsInLastPlace(_ computed: Double, from exact: Float80) -> Double {
    let rounded = Double(exact)
    guard rounded.isFinite, computed.isFinite else {
      return computed == rounded || (computed.isNaN && rounded.isNaN) ? 0 : .infinity
    }
    let exponent = exact == 0 ? -1074 : max(Int(exact.exponent) - 52, -1074)
    let unit = Float80(sign: .plus, exponent: exponent, significand: 1)
    return Double((Float80(computed) - exact).magnitude / unit)
  }
#endif
