/// The tokens of JSON (RFC 8259) that headers are made of: punctuation, strings and integers from
/// 0 up.
struct JSONTokenReader {
  private let bytes: [UInt8]
  private let limit: Int
  /// The next byte to read, from the beginning of the file.
  private(set) var position: Int

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    limit = range.upperBound
  }

  /// The next byte, nil behind the last.
  var next: UInt8? {
    position < limit ? bytes[position] : nil
  }

  mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  /// Reads a punctuation mark if it comes next.
  mutating func take(_ mark: UInt8) -> Bool {
    skipSpace()
    guard next == mark else { return false }
    position += 1
    return true
  }

  mutating func expect(_ mark: UInt8, or expected: String? = nil) throws(SafetensorsError) {
    guard take(mark) else {
      throw unexpected(expected ?? "'\(Unicode.Scalar(mark))'")
    }
  }

  /// Nothing but space may follow.
  mutating func end() throws(SafetensorsError) {
    skipSpace()
    guard next == nil else { throw unexpected("nothing but spaces behind the header") }
  }

  /// An integer without sign, point, exponent or leading zeros.
  mutating func integer() throws(SafetensorsError) -> Int {
    skipSpace()
    let start = position
    var value = 0
    while let byte = next, (0x30...0x39).contains(byte) {
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(Int(byte - 0x30))
      guard !overflow, !carry, value > 0 || position == start else {
        throw .invalidHeader(
          position: start,
          found: overflow || carry ? "a larger number" : "a number that begins with 0",
          expected: "an integer from 0 to \(Int.max)")
      }
      value = sum
      position += 1
    }
    guard position > start else { throw unexpected("an integer from 0 up") }
    return value
  }

  /// A string in quotes.
  mutating func string(_ expected: String) throws(SafetensorsError) -> String {
    skipSpace()
    let start = position
    guard take(UInt8(ascii: "\"")) else { throw unexpected(expected) }
    var content: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw unexpected("no control character in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        content += Array(String(try escaped()).utf8)
      } else {
        content.append(byte)
      }
    }
    guard take(UInt8(ascii: "\"")) else { throw unexpected("'\"' at the end of a string") }
    guard let string = String(validating: content, as: UTF8.self) else {
      throw .invalidHeader(
        position: start, found: "a string that is not UTF-8", expected: "UTF-8")
    }
    return string
  }

  /// What comes next in place of what should.
  func unexpected(_ expected: String) -> SafetensorsError {
    let found =
      switch next {
      case nil: "the end of the header"
      case .some(let byte) where (0x21...0x7E).contains(byte): "'\(Unicode.Scalar(byte))'"
      case .some(let byte): "a byte of value \(byte)"
      }
    return .invalidHeader(position: position, found: found, expected: expected)
  }

  /// What stands behind a backslash.
  private mutating func escaped() throws(SafetensorsError) -> Unicode.Scalar {
    let scalar: Unicode.Scalar
    switch next.map({ Unicode.Scalar($0) }) {
    case "\"": scalar = "\""
    case "\\": scalar = "\\"
    case "/": scalar = "/"
    case "b": scalar = "\u{8}"
    case "f": scalar = "\u{c}"
    case "n": scalar = "\n"
    case "r": scalar = "\r"
    case "t": scalar = "\t"
    case "u": return try escapedScalar()
    default: throw unexpected("one of \" \\ / b f n r t u behind a backslash")
    }
    position += 1
    return scalar
  }

  /// `uXXXX`, or the two of a surrogate pair with the backslash between them.
  private mutating func escapedScalar() throws(SafetensorsError) -> Unicode.Scalar {
    let start = position - 1
    let first = try hexadecimal()
    var value = first
    if (0xD800..<0xDC00).contains(first), next == UInt8(ascii: "\\") {
      position += 1
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second) {
        value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      }
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw .invalidHeader(
        position: start, found: "half of a surrogate pair", expected: "both halves")
    }
    return scalar
  }

  /// `uXXXX`
  private mutating func hexadecimal() throws(SafetensorsError) -> UInt32 {
    guard next == UInt8(ascii: "u") else { throw unexpected("'u'") }
    position += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
