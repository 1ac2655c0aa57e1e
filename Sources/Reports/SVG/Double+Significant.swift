extension Double {
  /// With three digits that count, as a power of ten below a thousandth and from a million on; "0" for
  /// 0.
  func significant() -> String {
    guard isFinite, self > 0 else { return decimal() }
    if self >= 999_500 {
      var (value, power) = (self, 0)
      while value >= 9.995 {
        value /= 10
        power += 1
      }
      return value.decimal(digits: 2) + "·10" + Self.superscript(power)
    }
    var power = 0
    var value = self
    while value < 0.9995 {
      value *= 10
      power += 1
    }
    // value·10⁻ᵖᵒʷᵉʳ with value in 1..<10 for numbers below 1.
    if power > 3 { return value.decimal(digits: 2) + "·10" + Self.superscript(-power) }
    return decimal(digits: power + 2)
  }

  /// As it is written behind a ten.
  static func superscript(_ number: Int) -> String {
    let digits: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(String(number).map { digits[$0] ?? $0 })
  }
}
