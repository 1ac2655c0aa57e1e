/// Files with one thing altered, for tests that nothing escapes.
enum Alterations {
  /// Every byte with one bit flipped, which makes another digit, letter or case of it, and with all.
  static func flipped(_ bytes: [UInt8]) -> some Sequence<(place: Int, bytes: [UInt8])> {
    let masks: [UInt8] = [0x01, 0x02, 0x10, 0x20, 0x80, 0xFF]
    return bytes.indices.lazy.flatMap { index in
      masks.lazy.map { mask in
        var altered = bytes
        altered[index] ^= mask
        return (place: index, bytes: altered)
      }
    }
  }

  /// Every beginning, and at every place a byte left out, doubled, or a space or zero put in.
  static func cut(_ bytes: [UInt8]) -> some Sequence<(place: Int, bytes: [UInt8])> {
    (0...bytes.count).lazy.flatMap { index in
      let head = Array(bytes[..<index])
      let tail = Array(bytes[index...])
      let shorter: [[UInt8]] = [head, head + tail.dropFirst()]
      let longer: [[UInt8]] = [Array(tail.prefix(1)), [32], [0]].map { head + $0 + tail }
      return (shorter + longer).filter { $0 != bytes }.map { (place: index, bytes: $0) }
    }
  }
}
