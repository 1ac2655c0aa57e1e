/// The digits of a decimal number: `significand · 10^exponent`.
struct Digits {
  /// The first 18 or 19 significant digits.
  private var significand: UInt64 = 0
  private var exponent = 0

  /// Whether `significand` and `exponent` say all: no digit was dropped.
  private var isExact = true

  /// Whether there was a digit at all.
  private(set) var isPresent = false

  @inline(__always)
  mutating func readInteger(_ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int) {
    while offset < end {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      isPresent = true
      if !append(digit) { exponent += 1 }
      offset += 1
    }
  }

  @inline(__always)
  mutating func readFraction(_ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int) {
    while offset < end {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      isPresent = true
      if append(digit) { exponent -= 1 }
      offset += 1
    }
  }

  /// Reads what follows the letter of an exponent; false where there is no digit.
  mutating func readExponent(_ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int) -> Bool {
    guard offset < end else { return false }
    let isNegative = bytes[offset] == UInt8(ascii: "-")
    if isNegative || bytes[offset] == UInt8(ascii: "+") { offset += 1 }
    let first = offset
    var value = 0
    while offset < end {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      // Beyond this the number is left to the slow way: as many digits might cancel the exponent.
      if value < 10_000 { value = 10 * value + Int(digit) } else { isExact = false }
      offset += 1
    }
    exponent += isNegative ? -value : value
    return offset > first
  }

  @inline(__always)
  private mutating func append(_ digit: UInt8) -> Bool {
    guard significand < 1_000_000_000_000_000_000 else {
      if digit != 0 { isExact = false }
      return false
    }
    significand = significand &* 10 &+ UInt64(digit)
    return true
  }
}

extension Digits {
  /// The number rounded to nearest even, where integer or exact arithmetic can tell; else `nil`.
  @inline(__always)
  var exactlyRounded: Double? {
    guard isExact else { return nil }
    guard significand > 0 else { return 0 }
    // Both operands are exact, so that one rounding is left (Clinger 1990).
    if significand <= 1 << 53, exponent >= -22, exponent <= 22 {
      let value = Double(significand)
      return exponent < 0
        ? value / Self.powersOfTen[-exponent] : value * Self.powersOfTen[exponent]
    }
    return exponent >= -27 && exponent <= 0 ? quotient : nil
  }

  /// `significand / 10^−exponent` for −27 ≤ exponent ≤ 0, by one division of integers.
  ///
  /// With s and d the significand and 5^−exponent, shifted until their top bits are set, the
  /// quotient s·2⁶³ / d has 63 or 64 bits; its last bit takes up whether anything is left. That is
  /// at least nine bits more than a rounding to 53 bits looks at, so the conversion to binary64
  /// rounds as the exact quotient would, and the scaling by a power of two is exact.
  private var quotient: Double {
    let divisor = Self.powersOfFive[-exponent]
    let shift = significand.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let dividend = significand << shift
    let (quotient, remainder) = (divisor << divisorShift).dividingFullWidth(
      (dividend >> 1, dividend << 63))
    let rounded = Double(remainder == 0 ? quotient : quotient | 1)
    let scale = divisorShift - shift - 63 + exponent
    return rounded * Double(sign: .plus, exponent: scale, significand: 1)
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static let powersOfFive: [UInt64] = [
    1, 5, 25, 125, 625, 3125, 15625, 78125, 390_625, 1_953_125, 9_765_625, 48_828_125,
    244_140_625, 1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625,
    762_939_453_125, 3_814_697_265_625, 19_073_486_328_125, 95_367_431_640_625,
    476_837_158_203_125, 2_384_185_791_015_625, 11_920_928_955_078_125, 59_604_644_775_390_625,
    298_023_223_876_953_125, 1_490_116_119_384_765_625, 7_450_580_596_923_828_125,
  ]
}
