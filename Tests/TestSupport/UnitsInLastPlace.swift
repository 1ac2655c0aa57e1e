/// |computed − exact| in units in the last place of binary32 at `exact`.
///
/// The unit is 2^(e − 23) for 2ᵉ ≤ |exact| < 2ᵉ⁺¹, never below 2⁻¹⁴⁹. Where the exact result rounds
/// to infinity, and where it is infinite or NaN, the computed one has to be the same: 0, or else
/// infinity.
public func unitsInLastPlace(_ computed: Float, from exact: Double) -> Double {
  let rounded = Float(exact)
  guard rounded.isFinite, computed.isFinite else {
    let isSame = computed == rounded || (computed.isNaN && rounded.isNaN)
    return isSame ? 0 : .infinity
  }
  // The exponent of the exact result, which rounding to binary32 can raise.
  let exponent = Int64(exact.bitPattern >> 52 & 0x7ff) - 1023
  let unit = Double(sign: .plus, exponent: Int(max(exponent - 23, -149)), significand: 1)
  return (Double(computed) - exact).magnitude / unit
}

/// |computed − exact| in units in the last place of binary64 at the sum exact + rest, whose second
/// term is small.
public func unitsInLastPlace(_ computed: Double, from exact: Float80) -> Double {
  let rounded = Double(exact)
  guard rounded.isFinite, computed.isFinite else {
    let isSame = computed == rounded || (computed.isNaN && rounded.isNaN)
    return isSame ? 0 : .infinity
  }
  let exponent = exact == 0 ? -1074 : max(Int(exact.exponent) - 52, -1074)
  let unit = Float80(sign: .plus, exponent: exponent, significand: 1)
  return Double((Float80(computed) - exact).magnitude / unit)
}
