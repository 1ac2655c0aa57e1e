extension SafetensorsFile {
  /// Reads the bytes of a file.
  ///
  /// Everything that the format promises is looked at: the header length, the header's syntax, no
  /// name twice, sizes that follow from type and shape, and data without holes, overlaps or rest.
  /// A header that is not padded is read too, since the format leaves that to the writer.
  ///
  /// - Throws: `SafetensorsError` with what was found, what was expected and where.
  public init(decoding bytes: [UInt8]) throws(SafetensorsError) {
    guard bytes.count >= 8 else { throw .noHeaderLength(fileBytes: bytes.count) }
    let length = LittleEndianBytes.elements(of: Array(bytes[..<8]), as: UInt64.self)[0]
    guard length <= UInt64(bytes.count - 8) else {
      throw .headerTooLong(found: length, available: bytes.count - 8)
    }
    let dataStart = 8 + Int(length)
    var reader = SafetensorsHeaderReader(bytes: bytes, range: 8..<dataStart)
    let header = try reader.header()
    let entries = try Self.contiguous(header.entries, dataBytes: bytes.count - dataStart)
    self.init(
      tensors: entries.map {
        SafetensorsTensor(
          name: $0.name, elementType: $0.elementType, shape: $0.shape,
          bytes: Array(bytes[dataStart + $0.begin..<dataStart + $0.end]))
      },
      metadata: header.metadata)
  }

  /// The entries in the order of their data, which they must fill exactly.
  private static func contiguous(
    _ entries: [SafetensorsHeader.Entry], dataBytes: Int
  ) throws(SafetensorsError) -> [SafetensorsHeader.Entry] {
    // The standard library's sort keeps the order of what is equal: empty tensors in one place.
    let entries = entries.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
    var position = 0
    for entry in entries {
      guard let byteCount = entry.elementType.byteCount(shape: entry.shape) else {
        throw .sizeOverflow(name: entry.name, shape: entry.shape)
      }
      guard entry.begin == position else {
        throw .misplaced(name: entry.name, found: entry.begin, expected: position)
      }
      let (end, overflow) = position.addingReportingOverflow(byteCount)
      guard !overflow, entry.end == end else {
        throw .wrongSize(
          name: entry.name, begin: entry.begin, end: entry.end, expectedBytes: byteCount)
      }
      position = end
    }
    guard position == dataBytes else {
      throw .wrongDataLength(found: dataBytes, expected: position)
    }
    return entries
  }
}
