/// Why bytes are not a safetensors file, or not the one that was expected; one line.
///
/// Positions are bytes from the beginning of the file.
public enum SafetensorsError: Error, Equatable, Sendable {
  /// Shorter than the 8 bytes of header length.
  case noHeaderLength(fileBytes: Int)
  /// The header is longer than what follows its length.
  case headerTooLong(found: UInt64, available: Int)
  /// The header is not the JSON that the format wants.
  case invalidHeader(position: Int, found: String, expected: String)
  /// A tensor, a key of the metadata or a field of a tensor is there twice.
  case duplicateName(name: String, position: Int)
  /// A type of elements that this version does not know.
  case unknownElementType(name: String, found: String, position: Int)
  /// A shape of more bytes than there are numbers.
  case sizeOverflow(name: String, shape: [Int])
  /// The data of a tensor begin elsewhere than where those before it end.
  case misplaced(name: String, found: Int, expected: Int)
  /// A tensor has other bytes than its type and shape need.
  case wrongSize(name: String, begin: Int, end: Int, expectedBytes: Int)
  /// Fewer or more bytes behind the header than the tensors have.
  case wrongDataLength(found: Int, expected: Int)
  case missingTensor(name: String, found: [String])
  case wrongElementType(
    name: String, found: SafetensorsElementType, expected: SafetensorsElementType)
  case wrongShape(name: String, found: [Int], expected: [Int])
}

extension SafetensorsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noHeaderLength(let fileBytes):
      "not a safetensors file: \(fileBytes) bytes, expected at least the 8 of the header length"
    case .headerTooLong(let found, let available):
      "not a safetensors file, or cut short: byte 0 says a header of \(found) bytes, "
        + "only \(available) follow"
    case .invalidHeader(let position, let found, let expected):
      "safetensors header, byte \(position): found \(found), expected \(expected)"
    case .duplicateName(let name, let position):
      "safetensors header, byte \(position): '\(name.oneLine())' is there a second time, "
        + "expected every name once"
    case .unknownElementType(let name, let found, let position):
      "safetensors header, byte \(position): tensor '\(name.oneLine())' has elements of type "
        + "'\(found.oneLine())', expected one of "
        + SafetensorsElementType.allCases.map(\.rawValue).joined(separator: ", ")
    case .sizeOverflow(let name, let shape):
      "safetensors header: tensor '\(name.oneLine())' of shape \(Self.shown(shape)) has more "
        + "bytes than can be counted"
    case .misplaced(let name, let found, let expected):
      "safetensors header: tensor '\(name.oneLine())' begins at byte \(found) of the data, "
        + "expected \(expected), where those before it end"
    case .wrongSize(let name, let begin, let end, let expectedBytes):
      "safetensors header: tensor '\(name.oneLine())' has the bytes \(begin) to \(end) of the "
        + "data, expected \(expectedBytes) bytes by its type and shape"
    case .wrongDataLength(let found, let expected):
      "safetensors file \(found < expected ? "cut short" : "with a rest"): \(found) bytes of data "
        + "behind the header, expected \(expected)"
    case .missingTensor(let name, let found):
      "no tensor '\(name.oneLine())', found "
        + (found.isEmpty ? "none" : found.joined(separator: ", ").oneLine())
    case .wrongElementType(let name, let found, let expected):
      "tensor '\(name.oneLine())' has elements of type \(found.rawValue), "
        + "expected \(expected.rawValue)"
    case .wrongShape(let name, let found, let expected):
      "tensor '\(name.oneLine())' has shape \(Self.shown(found)), "
        + "expected \(Self.shown(expected))"
    }
  }

  private static func shown(_ shape: [Int]) -> String {
    // A broken header can name a million dimensions.
    let sizes = shape.prefix(8).map(String.init).joined(separator: ", ")
    return shape.count > 8 ? "[\(sizes), … \(shape.count) dimensions]" : "[\(sizes)]"
  }
}
