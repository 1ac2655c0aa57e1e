import Interchange

/// Safetensors files in which an altered byte, wherever it is, is found and what holds it is named.
///
/// The metadata of a sealed file have two more entries:
///
/// - `digests`: a JSON object without spaces, its keys sorted by their bytes, from the name of each
///   tensor to the SHA-256 of its bytes, and from `metadata.KEY` for each other entry of the
///   metadata to the SHA-256 of its text in UTF-8.
/// - `headerDigest`: the SHA-256 of the first `8 + headerLength` bytes of the file with the 64
///   digits of this entry written as zeros.
///
/// The header names the digest, shape, type and place of every tensor, and the format leaves no
/// byte between or behind tensors. So the header's digest seals the whole file, though no byte of a
/// tensor is hashed twice. All digests are 64 lowercase hexadecimal digits.
enum SealedTensors {
  static let digestsKey = "digests"
  static let headerDigestKey = "headerDigest"
  private static let metadataPrefix = "metadata."

  /// The bytes of the file with its seal.
  static func sealed(_ file: SafetensorsFile) -> [UInt8] { pieces(of: file).flatMap(\.self) }

  /// The same in pieces, header and tensors, so that large ones need no second copy.
  ///
  /// - Parameter file: without the two entries, and without a tensor that is named like
  ///   `metadata.KEY` of an entry that it has.
  /// - Complexity: one SHA-256 over the tensors.
  static func pieces(of file: SafetensorsFile) -> [[UInt8]] {
    precondition(
      file.metadata[digestsKey] == nil && file.metadata[headerDigestKey] == nil,
      "SealedTensors: a file that is sealed already")
    let entries = found(in: file).map { ($0.key, Digest(of: $0.bytes).description) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    precondition(
      Set(entries.map(\.0)).count == entries.count,
      "SealedTensors: a tensor and an entry of the metadata of one name")
    let pairs = entries.map { "\($0.0.quotedJSON):\($0.1.quotedJSON)" }
    var metadata = file.metadata
    metadata[digestsKey] = "{\(pairs.joined(separator: ","))}"
    metadata[headerDigestKey] = Digest.zeroDigits
    var header = SafetensorsFile(tensors: file.tensors, metadata: metadata).encodedHeader()
    guard let digits = digits(inHeader: header) else {
      preconditionFailure("SealedTensors: a header without what was just written into it")
    }
    header.replaceSubrange(digits, with: Digest(of: header).description.utf8)
    return [header] + file.tensors.map(\.bytes)
  }

  /// Reads the bytes of a sealed file, without the entries of the seal.
  ///
  /// - Parameters:
  ///   - path: for errors.
  ///   - required: whether a file without a seal is refused; formats before 2 had none.
  /// - Throws: `RunError.badFile` if anything was altered, cut off or added; it names the tensor, the
  ///   entry of the metadata, or else the header. `RunError.newerFormat` if the metadata say so.
  /// - Complexity: one SHA-256 over the tensors and one copy of them.
  static func open(
    _ bytes: [UInt8], path: String, required: Bool
  ) throws(RunError) -> SafetensorsFile {
    let file: SafetensorsFile
    do {
      file = try SafetensorsFile(decoding: bytes)
    } catch {
      throw .badFile(path: path, what: error.description)
    }
    var metadata = file.metadata
    let digests = metadata.removeValue(forKey: digestsKey)
    let headerDigest = metadata.removeValue(forKey: headerDigestKey)
    let content = SafetensorsFile(tensors: file.tensors, metadata: metadata)
    if let format = metadata["formatVersion"].flatMap(Int.init), format > Versions.format {
      throw .newerFormat(path: path, found: format)
    }
    guard required || digests != nil || headerDigest != nil else { return content }
    if let fault = contentFault(of: content, digests: digests) ?? headerFault(of: bytes) {
      throw .badFile(path: path, what: fault)
    }
    return content
  }

  /// What the file holds under the keys of `digests`, the metadata first.
  private static func found(
    in file: SafetensorsFile
  ) -> [(key: String, bytes: [UInt8], name: String)] {
    let keys = file.metadata.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return keys.map { key in
      (metadataPrefix + key, Array((file.metadata[key] ?? "").utf8), "metadata \"\(key)\"")
    } + file.tensors.map { ($0.name, $0.bytes, "tensor \"\($0.name)\"") }
  }

  /// The first thing that is not what `digests` say; nil if all is.
  private static func contentFault(of file: SafetensorsFile, digests: String?) -> String? {
    guard let digests else { return "its header has no \"\(digestsKey)\", expected one" }
    guard
      var expected = try? JSONFile.decode(
        [String: Digest].self, from: Array(digests.utf8), path: "")
    else { return "\"\(digestsKey)\" in its header is not a JSON object of SHA-256 digests" }
    var unknown: String?
    for (key, bytes, name) in found(in: file) {
      guard let digest = expected.removeValue(forKey: key) else {
        unknown = unknown ?? name
        continue
      }
      let actual = Digest(of: bytes)
      guard actual == digest else {
        return "\(name) has the SHA-256 \(actual), expected \(digest)"
      }
    }
    // Of a name that was altered, the one that was there says more than the one that is.
    if let missing = expected.keys.min() {
      let isMetadata = missing.hasPrefix(metadataPrefix)
      let name = isMetadata ? String(missing.dropFirst(metadataPrefix.count)) : missing
      return "\(isMetadata ? "metadata" : "tensor") \"\(name)\" is missing, "
        + "\"\(digestsKey)\" in its header names it"
    }
    return unknown.map { "\($0) is not named by \"\(digestsKey)\" in its header" }
  }

  /// - Parameter bytes: of a file that could be decoded.
  private static func headerFault(of bytes: [UInt8]) -> String? {
    var header = header(of: bytes)
    guard let digits = digits(inHeader: header) else {
      return "its header has no \"\(headerDigestKey)\", expected one"
    }
    let expected = String(decoding: header[digits], as: UTF8.self)
    header.replaceSubrange(digits, with: Digest.zeroDigits.utf8)
    let found = Digest(of: header).description
    return found == expected
      ? nil : "its header has the SHA-256 \(found), expected \(expected)"
  }

  /// The bytes before the data, with those of the header's length.
  private static func header(of bytes: [UInt8]) -> [UInt8] {
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return Array(bytes[..<(8 + length)])
  }

  /// Where the header's digest stands.
  private static func digits(inHeader header: [UInt8]) -> Range<Int>? {
    // Inside a string, a quotation mark follows a backslash. So this matches an entry or nothing. By hand:
    // `firstRange` takes longer than the digests of all tensors.
    let entry = Array("\"\(headerDigestKey)\":\"".utf8)
    let openings = [UInt8(ascii: "{"), UInt8(ascii: ",")]
    for place in header.indices.dropFirst()
    where header[place] == entry[0] && openings.contains(header[place - 1])
      && header[place...].starts(with: entry)
    {
      let start = place + entry.count
      let digits = start..<start + Digest.zeroDigits.utf8.count
      return digits.upperBound <= header.count ? digits : nil
    }
    return nil
  }
}
