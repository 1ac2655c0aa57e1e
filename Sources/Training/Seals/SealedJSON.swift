import Interchange

/// JSON files in which an altered byte, wherever it is, is found and the field that holds it is
/// named.
///
/// The root of a sealed file is an object with two more keys:
///
/// - `fileDigest`: the SHA-256 (64 lowercase hexadecimal digits) of all bytes of the file with the
///   64 digits of this key's value written as zeros. It alone decides whether the file is intact.
/// - `fieldDigests`: an object from each field's path to the first 16 digits of the SHA-256 of the
///   field's value as the file writes it, without the space outside of strings. It only serves to
///   name what was altered. A path is `KEY.NAME` for each name in a key of the root whose value is
///   an object, and `KEY` where it is none, or an empty one.
enum SealedJSON {
  static let fileDigestKey = "fileDigest"
  static let fieldDigestsKey = "fieldDigests"

  /// The oldest format whose files are sealed.
  private static let firstSealedFormat = 2

  /// The text of the file, its line break at the end included: as `JSONFile.text` writes the value,
  /// with the two keys.
  ///
  /// - Parameter value: an object of JSON without the two keys.
  static func sealed(_ value: some Encodable) throws -> String {
    let text = try JSONFile.text(value)
    guard let fields = try? SealedJSONFields(Array(text.utf8)),
      !fields.root.contains(where: { $0.key == fileDigestKey || $0.key == fieldDigestsKey })
    else { preconditionFailure("SealedJSON: not an object, or one that is sealed already") }
    let zeros = fields.resealed(fileDigest: Digest.zeroDigits)
    let digest = Digest(of: Array(zeros.utf8))
    return fields.resealed(fileDigest: digest.description)
  }

  /// Reads the bytes of a sealed file.
  ///
  /// - Parameters:
  ///   - path: for errors.
  ///   - oldest: the oldest format to accept. Files of formats before 2 have no seal, and are read as
  ///     they are.
  /// - Throws: `RunError.badFile` if anything was altered, cut off or added; it names the field, or
  ///   the line where the text is no JSON any more. The same for a value that does not fit the type.
  ///   `.newerFormat` for a format after this program's, `.olderFormat` for one before `oldest`.
  static func open<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], path: String, oldest: Int = firstSealedFormat
  ) throws(RunError) -> Value {
    _ = try check(bytes, path: path, oldest: oldest)
    return try JSONFile.decode(type, from: bytes, path: path)
  }

  /// Makes sure that a file's seal holds, and returns its format; throws like `open`.
  static func check(_ bytes: [UInt8], path: String, oldest: Int) throws(RunError) -> Int {
    let fields: SealedJSONFields
    do {
      fields = try SealedJSONFields(bytes)
    } catch {
      throw .badFile(path: path, what: description(of: error, in: bytes))
    }
    let format = fields.formatVersion
    if let format, format > Versions.format { throw .newerFormat(path: path, found: format) }
    // Before the format is believed: an altered one may look like an older file's.
    if fields.hasSeal || format ?? 0 >= firstSealedFormat, let fault = fields.fault {
      throw .badFile(path: path, what: fault)
    }
    guard let format else {
      throw .badFile(path: path, what: "\"formatVersion\" is missing or not an integer")
    }
    guard format >= oldest else {
      throw .olderFormat(path: path, found: format, oldest: oldest)
    }
    return format
  }

  private static func description(of fault: JSONFault, in bytes: [UInt8]) -> String {
    let line = 1 + bytes[..<fault.position].count { $0 == UInt8(ascii: "\n") }
    let found =
      switch fault.position < bytes.count ? bytes[fault.position] : nil {
      case nil: "the end of the file"
      case UInt8(ascii: "\n"): "the end of the line"
      case .some(let byte) where (0x21...0x7E).contains(byte): "'\(Unicode.Scalar(byte))'"
      case .some(let byte): "a byte of value \(byte)"
      }
    return "line \(line) is not JSON: found \(found), expected \(fault.expected)"
  }
}
