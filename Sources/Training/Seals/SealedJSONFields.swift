/// The fields of a JSON file that is sealed or to be sealed: see `SealedJSON`.
struct SealedJSONFields {
  /// A key of the root.
  struct RootMember {
    var key: String
    /// From the key's first quotation mark to the end of the value.
    var range: Range<Int>
    var value: Range<Int>
  }

  private struct Field {
    var path: String
    var value: Range<Int>
  }

  private let bytes: [UInt8]
  let root: [RootMember]

  /// Reads the places of the fields.
  ///
  /// - Throws: `JSONFault` if the text is not one object.
  init(_ bytes: [UInt8]) throws(JSONFault) {
    self.bytes = bytes
    root = try JSONMemberReader.members(of: bytes, in: bytes.indices).map {
      RootMember(
        key: String(decoding: bytes[$0.key], as: UTF8.self),
        range: $0.key.lowerBound - 1..<$0.value.upperBound, value: $0.value)
    }
  }

  var hasSeal: Bool {
    root.contains { Self.isSeal($0.key) }
  }

  /// Nil if there is none, or it is no integer.
  var formatVersion: Int? {
    root.first { $0.key == "formatVersion" }.flatMap { Int(text($0.value)) }
  }

  /// The file with its seal made anew from the fields that are there: keys of the root sorted by
  /// their bytes, and otherwise as it is written.
  func resealed(fileDigest: String) -> String {
    let digests = fields.map { ($0.path, digest(of: $0)) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      .map { "    \"\($0.0)\" : \"\($0.1)\"" }
    var members = root.filter { !Self.isSeal($0.key) }.map { ($0.key, text($0.range)) }
    members.append(
      (
        SealedJSON.fieldDigestsKey,
        "\"\(SealedJSON.fieldDigestsKey)\" : {\n\(digests.joined(separator: ",\n"))\n  }"
      ))
    members.append(
      (SealedJSON.fileDigestKey, "\"\(SealedJSON.fileDigestKey)\" : \"\(fileDigest)\""))
    members.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    return "{\n  " + members.map(\.1).joined(separator: ",\n  ") + "\n}\n"
  }

  /// What was altered; nil if the seal holds.
  var fault: String? {
    let key = SealedJSON.fileDigestKey
    guard let member = root.first(where: { $0.key == key }) else {
      return "\"\(key)\" is missing"
    }
    let named = text(member.value)
    guard named.utf8.count == 66 else {
      return "\"\(key)\" does not hold 64 hexadecimal digits"
    }
    var zeroed = bytes
    let digits = member.value.lowerBound + 1..<member.value.upperBound - 1
    zeroed.replaceSubrange(digits, with: Digest.zeroDigits.utf8)
    let found = "\"\(Digest(of: zeroed))\""
    if found == named { return nil }
    // Where the fields give the digest that is named, the digests were altered, not the fields.
    let rebuilt = Digest(of: Array(resealed(fileDigest: Digest.zeroDigits).utf8))
    let difference = "\"\(rebuilt)\"" == named ? nil : differing
    return difference
      ?? "no field, but the text between the fields, \"\(SealedJSON.fieldDigestsKey)\" or "
      + "\"\(key)\" was altered: it holds \(named), expected \(found)"
  }

  /// The first field that is not what `fieldDigests` says; nil if all are.
  private var differing: String? {
    let key = SealedJSON.fieldDigestsKey
    guard let member = root.first(where: { $0.key == key }) else { return "\"\(key)\" is missing" }
    guard let members = try? JSONMemberReader.members(of: bytes, in: member.value) else {
      return "\"\(key)\" was altered"
    }
    var expected = Dictionary(
      members.map { (text($0.key), text($0.value)) }, uniquingKeysWith: { first, _ in first })
    var unknown: String?
    for field in fields {
      guard let digest = expected.removeValue(forKey: field.path) else {
        unknown = unknown ?? field.path
        continue
      }
      if digest != "\"\(self.digest(of: field))\"" {
        let value = text(field.value)
        let isScalar = !value.hasPrefix("{") && !value.hasPrefix("[")
        return isScalar && value.utf8.count <= 40
          ? "\"\(field.path)\" holds \(value), which was altered"
          : "\"\(field.path)\" was altered"
      }
    }
    // Of a name that was altered, the one that was there says more than the one that is.
    return expected.keys.min().map { "\"\($0)\" is missing" }
      ?? unknown.map { "\"\($0)\" was added" }
  }

  /// In the order of the file, without the seal.
  private var fields: [Field] {
    root.filter { !Self.isSeal($0.key) }.flatMap { member in
      let names = (try? JSONMemberReader.members(of: bytes, in: member.value)) ?? []
      return names.isEmpty
        ? [Field(path: member.key, value: member.value)]
        : names.map { Field(path: "\(member.key).\(text($0.key))", value: $0.value) }
    }
  }

  private func digest(of field: Field) -> Substring {
    var canonical: [UInt8] = []
    canonical.reserveCapacity(field.value.count)
    var isString = false
    var isEscaped = false
    for byte in bytes[field.value] {
      if !isString && JSONMemberReader.isSpace(byte) { continue }
      if byte == UInt8(ascii: "\""), !isEscaped { isString.toggle() }
      isEscaped = isString && byte == UInt8(ascii: "\\") && !isEscaped
      canonical.append(byte)
    }
    return Digest(of: canonical).description.prefix(16)
  }

  private static func isSeal(_ key: String) -> Bool {
    key == SealedJSON.fileDigestKey || key == SealedJSON.fieldDigestsKey
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
