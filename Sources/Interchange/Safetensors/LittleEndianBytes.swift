/// Elements as the bytes of files, lowest byte first whatever the processor, and back.
///
/// Whole arrays are copied at once: a checkpoint holds millions of elements, and a debug build
/// takes seconds to convert them one by one.
enum LittleEndianBytes {
  static func bytes<Element: SafetensorsElement>(of elements: ArraySlice<Element>) -> [UInt8] {
    let bytes = unsafe elements.withUnsafeBytes { unsafe [UInt8]($0) }
    return ordered(bytes, width: MemoryLayout<Element>.size)
  }

  /// - Parameter bytes: a whole number of elements.
  static func elements<Element: SafetensorsElement>(
    of bytes: [UInt8], as type: Element.Type
  ) -> [Element] {
    let width = MemoryLayout<Element>.size
    precondition(bytes.count.isMultiple(of: width), "LittleEndianBytes: a part of an element")
    let bytes = ordered(bytes, width: width)
    let count = bytes.count / width
    return unsafe [Element](unsafeUninitializedCapacity: count) { elements, initialized in
      unsafe UnsafeMutableRawBufferPointer(elements).copyBytes(from: bytes)
      initialized = count
    }
  }

  private static func ordered(_ bytes: [UInt8], width: Int) -> [UInt8] {
    let isLittleEndian = 1.littleEndian == 1
    return isLittleEndian ? bytes : reversed(bytes, width: width)
  }

  /// Reverses the bytes of each element.
  static func reversed(_ bytes: [UInt8], width: Int) -> [UInt8] {
    bytes.indices.map { bytes[$0 - $0 % width + width - 1 - $0 % width] }
  }
}
