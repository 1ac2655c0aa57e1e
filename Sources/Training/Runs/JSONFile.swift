import Foundation
import Interchange

/// JSON as the command prints it and the run folder holds it: keys sorted, so that the same value has the same bytes.
public enum JSONFile {
  public static func text(_ value: some Encodable, pretty: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func write(_ value: some Encodable, to path: String) throws {
    try WholeFile.write(text(value) + "\n", to: path)
  }

  /// Decodes a file's bytes.
  ///
  /// - Throws: `RunError.badFile` that names the file and the key.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], path: String
  ) throws(RunError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw .badFile(path: path, what: describe(error))
    } catch {
      throw .badFile(path: path, what: "it holds a value that cannot be read: \(error)")
    }
  }

  private static func describe(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "\"\(place(context, key))\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\"\(place(context))\" is of another type than expected"
    case .dataCorrupted(let context):
      let at = place(context)
      return at.isEmpty ? "it is not JSON" : "\"\(at)\" holds \(context.debugDescription)"
    @unknown default: return "it cannot be read"
    }
  }
}
