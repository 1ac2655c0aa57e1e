extension SafetensorsFile {
  /// The bytes of the file: header length, header padded with spaces to a multiple of 8 bytes,
  /// tensors in order.
  ///
  /// The header has the metadata first, by the bytes of their keys, then the tensors in their
  /// order, all without spaces: byte for byte what the reference implementation writes for the
  /// same order (and a single entry of metadata, whose order it leaves to chance).
  public func encoded() -> [UInt8] {
    var header = headerText()
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes = LittleEndianBytes.bytes(of: [UInt64(header.count)])
    bytes.reserveCapacity(tensors.reduce(8 + header.count) { $0 + $1.bytes.count })
    bytes += header
    for tensor in tensors { bytes += tensor.bytes }
    return bytes
  }

  private func headerText() -> [UInt8] {
    var entries: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      entries.append(
        "\(Self.quoted(SafetensorsHeader.metadataKey)):{\(pairs.joined(separator: ","))}")
    }
    var begin = 0
    for tensor in tensors {
      let end = begin + tensor.bytes.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(Self.quoted(tensor.name)):{\"dtype\":\"\(tensor.elementType.rawValue)\","
          + "\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    return Array("{\(entries.joined(separator: ","))}".utf8)
  }

  /// A JSON string; only what must be escaped is.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{8}": quoted += "\\b"
      case "\u{9}": quoted += "\\t"
      case "\u{a}": quoted += "\\n"
      case "\u{c}": quoted += "\\f"
      case "\u{d}": quoted += "\\r"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
