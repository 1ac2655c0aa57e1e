/// A place in a file as a person finds it.
struct TextPlace: Equatable, Sendable {
  /// Physical line, from 1.
  let line: Int

  /// Unicode scalar, from 1, counted from the start of the line.
  let column: Int?

  init(line: Int, column: Int? = nil) {
    self.line = line
    self.column = column
  }

  /// The place of the byte at `offset`, its column counted from `start`, the first byte of a line.
  ///
  /// - Complexity: reads everything before `offset`; errors alone ask for it.
  init(of offset: Int, from start: Int, in bytes: [UInt8]) {
    var line = 1
    var index = 0
    while index < min(start, bytes.count) {
      if bytes[index] == .lineFeed {
        line += 1
      } else if bytes[index] == .carriageReturn {
        line += 1
        if index + 1 < bytes.count, bytes[index + 1] == .lineFeed { index += 1 }
      }
      index += 1
    }
    var column = 1
    // A scalar is counted at its first byte: continuation bytes are 10xxxxxx.
    for byte in bytes[min(start, bytes.count)..<min(max(start, offset), bytes.count)]
    where byte & 0xC0 != 0x80 { column += 1 }
    self.init(line: line, column: column)
  }

  /// The place of the byte at `offset`, on whatever physical line it lies.
  init(of offset: Int, in bytes: [UInt8]) {
    var start = 0
    for index in 0..<min(offset, bytes.count) {
      switch bytes[index] {
      case .lineFeed: start = index + 1
      case .carriageReturn:
        let isPair = index + 1 < bytes.count && bytes[index + 1] == .lineFeed
        if !isPair { start = index + 1 }
      default: break
      }
    }
    if start == 0, bytes.starts(with: ByteOrderMark.utf8) { start = ByteOrderMark.utf8.count }
    self.init(of: offset, from: start, in: bytes)
  }
}
