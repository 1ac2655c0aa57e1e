/// Reads the JSON of a header, and no other JSON.
///
/// The header has two levels and four fields, so every place knows what may stand there. A general
/// reader would have to be told about depth, and would drop names that are there twice.
struct SafetensorsHeaderReader {
  private var text: JSONTokenReader

  init(bytes: [UInt8], range: Range<Int>) {
    text = JSONTokenReader(bytes: bytes, range: range)
  }

  /// The whole header: an object, with nothing behind it but the padding.
  mutating func header() throws(SafetensorsError) -> SafetensorsHeader {
    var header = SafetensorsHeader()
    // By bytes: to Swift, `é` is equal to `e` and its accent, to others it is not.
    var names: Set<[UInt8]> = []
    guard text.next == UInt8(ascii: "{") else { throw text.unexpected("'{' as the first byte") }
    try object { (reader, name, position) throws(SafetensorsError) in
      guard names.insert(Array(name.utf8)).inserted else {
        throw .duplicateName(name: name, position: position)
      }
      if name == SafetensorsHeader.metadataKey {
        header.metadata = try reader.metadata()
      } else {
        header.entries.append(try reader.entry(name))
      }
    }
    try text.end()
    return header
  }

  private mutating func metadata() throws(SafetensorsError) -> [String: String] {
    var metadata: [String: String] = [:]
    try object { (reader, key, position) throws(SafetensorsError) in
      let value = try reader.text.string("the text of '\(key.oneLine())' in the metadata")
      guard metadata.updateValue(value, forKey: key) == nil else {
        throw .duplicateName(name: key, position: position)
      }
    }
    return metadata
  }

  private mutating func entry(_ name: String) throws(SafetensorsError) -> SafetensorsHeader.Entry {
    var elementType: SafetensorsElementType?
    var shape: [Int]?
    var offsets: [Int]?
    let start = text.position
    try object { (reader, field, position) throws(SafetensorsError) in
      let isSecond: Bool
      switch field {
      case "dtype":
        isSecond = elementType != nil
        elementType = try reader.elementType(of: name)
      case "shape":
        isSecond = shape != nil
        shape = try reader.integers()
      case "data_offsets":
        isSecond = offsets != nil
        let position = reader.text.position
        let pair = try reader.integers()
        guard pair.count == 2 else {
          throw .invalidHeader(
            position: position, found: "\(pair.count) offsets", expected: "two, begin and end")
        }
        offsets = pair
      default:
        throw .invalidHeader(
          position: position, found: "'\(field.oneLine())'",
          expected: "dtype, shape or data_offsets")
      }
      if isSecond { throw .duplicateName(name: field, position: position) }
    }
    guard let elementType, let shape, let offsets else {
      throw .invalidHeader(
        position: start, found: "tensor '\(name.oneLine())' without one of these",
        expected: "dtype, shape and data_offsets")
    }
    return SafetensorsHeader.Entry(
      name: name, elementType: elementType, shape: shape, begin: offsets[0], end: offsets[1])
  }

  private mutating func elementType(
    of name: String
  ) throws(SafetensorsError) -> SafetensorsElementType {
    text.skipSpace()
    let position = text.position
    let found = try text.string("a type of elements")
    guard let elementType = SafetensorsElementType(rawValue: found) else {
      throw .unknownElementType(name: name, found: found, position: position)
    }
    return elementType
  }

  /// `{"KEY":…,…}`; `member` reads what follows the colon.
  private mutating func object(
    _ member: (inout Self, _ key: String, _ position: Int) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    try text.expect(UInt8(ascii: "{"))
    if text.take(UInt8(ascii: "}")) { return }
    repeat {
      text.skipSpace()
      let position = text.position
      let key = try text.string("a name in quotes")
      try text.expect(UInt8(ascii: ":"))
      try member(&self, key, position)
    } while text.take(UInt8(ascii: ","))
    try text.expect(UInt8(ascii: "}"), or: "',' or '}'")
  }

  /// `[1,2,…]`
  private mutating func integers() throws(SafetensorsError) -> [Int] {
    var integers: [Int] = []
    try text.expect(UInt8(ascii: "["))
    if text.take(UInt8(ascii: "]")) { return [] }
    repeat { integers.append(try text.integer()) } while text.take(UInt8(ascii: ","))
    try text.expect(UInt8(ascii: "]"), or: "',' or ']'")
    return integers
  }
}
