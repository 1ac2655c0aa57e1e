/// Finds the members of an object in JSON text.
///
/// It looks at strings, brackets and the object's own punctuation only: text in which a value was
/// altered must still fall into its members, so that the altered one can be named.
struct JSONMemberReader {
  private let bytes: [UInt8]
  private let limit: Int
  private var position: Int

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    limit = range.upperBound
  }

  /// The members of the object that fills `range` but for space around it.
  static func members(
    of bytes: [UInt8], in range: Range<Int>
  ) throws(JSONFault) -> [JSONMember] {
    var reader = JSONMemberReader(bytes, range)
    return try reader.members()
  }

  private mutating func members() throws(JSONFault) -> [JSONMember] {
    var members: [JSONMember] = []
    try expect(UInt8(ascii: "{"))
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        let key = try string()
        try expect(UInt8(ascii: ":"))
        skipSpace()
        members.append(JSONMember(key: key, value: try value()))
      } while take(UInt8(ascii: ","))
      try expect(UInt8(ascii: "}"))
    }
    skipSpace()
    if next != nil { throw JSONFault(position: position, expected: "the end of the text") }
    return members
  }

  private var next: UInt8? { position < limit ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, Self.isSpace(byte) { position += 1 }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private mutating func take(_ mark: UInt8) -> Bool {
    skipSpace()
    guard next == mark else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ mark: UInt8) throws(JSONFault) {
    guard take(mark) else {
      throw JSONFault(position: position, expected: "'\(Unicode.Scalar(mark))'")
    }
  }

  /// A string; what is between its quotation marks.
  private mutating func string() throws(JSONFault) -> Range<Int> {
    guard next == UInt8(ascii: "\"") else {
      throw JSONFault(position: position, expected: "'\"'")
    }
    position += 1
    let start = position
    while let byte = next, byte >= 0x20 {
      position += 1
      if byte == UInt8(ascii: "\"") { return start..<position - 1 }
      // What follows may be a quotation mark. Other escapes need not be understood.
      if byte == UInt8(ascii: "\\"), let escaped = next, escaped >= 0x20 { position += 1 }
    }
    throw JSONFault(position: position, expected: "'\"' at the end of a string")
  }

  private mutating func value() throws(JSONFault) -> Range<Int> {
    let start = position
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
        if depth == 0 { return try ended(start) }
        if byte != UInt8(ascii: ",") { depth -= 1 }
        position += 1
      default:
        if depth == 0, Self.isSpace(byte) { return try ended(start) }
        position += 1
      }
      let isNested = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      if depth == 0, isNested || byte == UInt8(ascii: "\"") { return try ended(start) }
    }
    guard depth == 0 else {
      throw JSONFault(position: position, expected: "'}' or ']' at the end of a value")
    }
    return try ended(start)
  }

  /// A value from `start` to here, which is more than nothing.
  private func ended(_ start: Int) throws(JSONFault) -> Range<Int> {
    guard position > start else { throw JSONFault(position: position, expected: "a value") }
    return start..<position
  }
}
