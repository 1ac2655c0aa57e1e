extension Double {
  /// log₂ of a positive number, to a millionth and with the same bits everywhere: a picture is the
  /// same text on any machine, which the C library's logarithm would not promise.
  ///
  /// With x = 2ᵉ·m and t = (m − 1)/(m + 1): e + 2/ln 2 · (t + t³/3 + t⁵/5 + …).
  var binaryLogarithm: Double {
    let ratio = (significand - 1) / (significand + 1)
    var power = ratio
    var sum = 0.0
    for degree in stride(from: 1.0, through: 11, by: 2) {
      sum += power / degree
      power *= ratio * ratio
    }
    return Double(exponent) + 2 / 0.693_147_180_559_945_3 * sum
  }
}
