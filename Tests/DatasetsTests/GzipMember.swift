/// Gzip files made without zlib, so that the reader is tested against the format (RFC 1952).
enum GzipMember {
  /// One member with `text` in a stored block.
  static func storing(_ text: String) -> [UInt8] {
    let content = Array(text.utf8)
    precondition(content.count <= 0xFFFF)
    let count = UInt16(content.count)
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1]
    return header + littleEndian(count) + littleEndian(~count) + content
      + littleEndian(checksum(content)) + littleEndian(UInt32(content.count))
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }
}
