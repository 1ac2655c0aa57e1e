extension Double {
  /// log₁₀ of a positive number, to a millionth and with the same bits everywhere.
  var decimalLogarithm: Double { binaryLogarithm * 0.301_029_995_663_981_2 }

  /// 10ⁿ, correctly rounded for |n| ≤ 22.
  static func powerOfTen(_ exponent: Int) -> Double {
    let power = (0..<exponent.magnitude).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / power : power
  }
}
