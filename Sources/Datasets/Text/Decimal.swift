/// Decimal numbers in text, rounded correctly to binary64 whatever the locale says.
///
/// A number is an optional sign, digits with an optional point among or around them, and an
/// optional exponent; spaces and tabs around it do not count. Hexadecimal is text.
enum Decimal {
  /// Reads `bytes[lower..<upper]` as a number.
  static func parse(_ bytes: Span<UInt8>, _ lower: Int, _ upper: Int) -> NumericCell {
    var start = lower
    var end = upper
    while start < end, bytes[start] == .space || bytes[start] == .tab { start += 1 }
    while start < end, bytes[end - 1] == .space || bytes[end - 1] == .tab { end -= 1 }
    guard start < end else { return .missing }

    var offset = start
    let isNegative = bytes[start] == UInt8(ascii: "-")
    if isNegative || bytes[start] == UInt8(ascii: "+") { offset += 1 }
    var digits = Digits()
    digits.readInteger(bytes, &offset, end)
    if offset < end, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      digits.readFraction(bytes, &offset, end)
    }
    guard digits.isPresent else { return word(bytes, start, end) }
    if offset < end, bytes[offset].lowercasedASCII == UInt8(ascii: "e") {
      offset += 1
      guard digits.readExponent(bytes, &offset, end) else { return .text }
    }
    guard offset == end else { return .text }

    if let value = digits.exactlyRounded { return .number(isNegative ? -value : value) }
    return slow(bytes, start, end)
  }

  /// The standard library's correctly rounded conversion, for numbers of any length.
  ///
  /// It would also take hexadecimal and words; the grammar has been checked before.
  private static func slow(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> NumericCell {
    var text = ""
    for offset in start..<end { text.unicodeScalars.append(Unicode.Scalar(bytes[offset])) }
    guard let value = Double(text) else { return .text }
    return value.isFinite ? .number(value) : .infinity
  }

  private static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> NumericCell {
    guard end - start <= 9 else { return .text }
    if matches("na", bytes, start, end) || matches("n/a", bytes, start, end)
      || matches("null", bytes, start, end) || matches("nan", bytes, start, end)
    {
      return .missing
    }
    let isSigned = bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+")
    let unsigned = isSigned ? start + 1 : start
    let isInfinity =
      matches("inf", bytes, unsigned, end) || matches("infinity", bytes, unsigned, end)
    return isInfinity ? .infinity : .text
  }

  /// Whether the bytes are `word`, which is in lower case, in any case.
  private static func matches(
    _ word: StaticString, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard end - start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for index in 0..<(end - start) {
        let byte = bytes[start + index]
        let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        if unsafe letters[index] != (isUpper ? byte.lowercasedASCII : byte) { return false }
      }
      return true
    }
  }
}
