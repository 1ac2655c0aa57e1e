/// Whether bytes are text that a table can be read from: UTF-8 without a NUL byte.
enum TextCheck {
  /// Throws an error that names line and byte of the first offence.
  static func check(_ bytes: [UInt8], path: String) throws(DatasetError) {
    if ByteOrderMark.utf16.contains(where: { bytes.starts(with: $0) }) {
      throw DatasetError(
        .badData, path: path, at: TextPlace(line: 1, column: 1),
        found: "a UTF-16 byte order mark", expected: "expected text in UTF-8",
        advice: "convert the file, for example with iconv -f UTF-16 -t UTF-8")
    }
    let all = bytes.span
    if let offset = firstNUL(all) {
      throw DatasetError(
        .badData, path: path, at: TextPlace(of: offset, in: bytes),
        found: "a NUL byte (byte \(offset) of the file)", expected: "expected a text file",
        advice: "check that this is a CSV file, and not a spreadsheet or other binary file")
    }
    if let offset = firstMalformed(all) {
      let byte = String(all[offset], radix: 16, uppercase: true)
      throw DatasetError(
        .badData, path: path, at: TextPlace(of: offset, in: bytes),
        found: "byte 0x\(byte.count < 2 ? "0" : "")\(byte) (byte \(offset) of the file)",
        expected: "expected text in UTF-8",
        advice: "convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8")
    }
  }

  private static func firstNUL(_ bytes: Span<UInt8>) -> Int? {
    for offset in bytes.indices where bytes[offset] == 0 { return offset }
    return nil
  }

  /// The offset where the first malformed sequence begins (Unicode 16, table 3-7).
  static func firstMalformed(_ bytes: Span<UInt8>) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let lead = bytes[offset]
      if lead < 0x80 {
        offset += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0:
        length = 3
        second = 0xA0...0xBF
      case 0xED:
        length = 3
        second = 0x80...0x9F
      case 0xE1...0xEF: length = 3
      case 0xF0:
        length = 4
        second = 0x90...0xBF
      case 0xF1...0xF3: length = 4
      case 0xF4:
        length = 4
        second = 0x80...0x8F
      default: return offset
      }
      guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else {
        return offset
      }
      for index in offset + 2..<offset + max(2, length) where bytes[index] & 0xC0 != 0x80 {
        return offset
      }
      offset += length
    }
    return nil
  }
}
