extension SafetensorsFile {
  /// The bytes of the file: header length, header padded with spaces to a multiple of 8 bytes,
  /// tensors in order.
  ///
  /// The header has the metadata first, by the bytes of their keys, then the tensors in their
  /// order, all without spaces: byte for byte what the reference implementation writes for the
  /// same order (and a single entry of metadata, whose order it leaves to chance).
  public func encoded() -> [UInt8] { ([encodedHeader()] + tensors.map(\.bytes)).flatMap(\.self) }

  /// The bytes before those of the tensors.
  public func encodedHeader() -> [UInt8] {
    var header = headerText()
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    return LittleEndianBytes.bytes(of: [UInt64(header.count)]) + header
  }

  private func headerText() -> [UInt8] {
    var entries: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\($0.key.quotedJSON):\($0.value.quotedJSON)" }
      entries.append(
        "\(SafetensorsHeader.metadataKey.quotedJSON):{\(pairs.joined(separator: ","))}")
    }
    var begin = 0
    for tensor in tensors {
      let end = begin + tensor.bytes.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(tensor.name.quotedJSON):{\"dtype\":\"\(tensor.elementType.rawValue)\","
          + "\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    return Array("{\(entries.joined(separator: ","))}".utf8)
  }
}
