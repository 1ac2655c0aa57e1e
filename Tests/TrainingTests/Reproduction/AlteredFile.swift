import Foundation
import Interchange

@testable import Training

/// A file of a run with one place altered and all its digests made anew.
struct AlteredFile {
  /// Of the place.
  let path: String
  let what: String
  /// Makes the file's bytes.
  let bytes: () throws -> [UInt8]

  /// Every alteration of a sealed file of JSON, but for what decides no bits and the seal itself.
  static func ofJSON(_ bytes: [UInt8]) throws -> [AlteredFile] {
    var members = try JSONDecoder().decode([String: JSONValue].self, from: Data(bytes))
    for key in [SealedJSON.fileDigestKey, SealedJSON.fieldDigestsKey] {
      members.removeValue(forKey: key)
    }
    guard try SealedJSON.sealed(JSONValue.object(members)) == String(decoding: bytes, as: UTF8.self)
    else { throw NotTheSame() }
    return JSONValue.object(members).alterations()
      .filter { !$0.path.hasPrefix("affectsNoBits") }
      .map { alteration in
        AlteredFile(path: alteration.path, what: alteration.what) {
          Array(try SealedJSON.sealed(alteration.value).utf8)
        }
      }
  }

  /// Every alteration of a sealed safetensors file.
  static func ofTensors(_ bytes: [UInt8]) throws -> [AlteredFile] {
    let file = try SealedTensors.open(bytes, path: "", required: true)
    guard SealedTensors.sealed(file) == bytes else { throw NotTheSame() }
    func altered(
      _ path: String, _ what: String, _ tensors: [SafetensorsTensor], _ metadata: [String: String]
    ) -> AlteredFile {
      AlteredFile(path: path, what: what) {
        SealedTensors.sealed(SafetensorsFile(tensors: tensors, metadata: metadata))
      }
    }
    // JSON as what it says, and text that is none as text.
    let entries = file.metadata.mapValues {
      (try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))) ?? .string($0)
    }
    let ofMetadata = try JSONValue.object(["metadata": .object(entries)]).alterations()
      .compactMap { alteration -> AlteredFile? in
        guard case .object(let root) = alteration.value,
          case .object(let entries)? = root["metadata"]
        else { return nil }
        let metadata = try entries.mapValues { entry in
          if case .string(let text) = entry { return text }
          return try JSONFile.text(entry, pretty: false)
        }
        return altered(alteration.path, alteration.what, file.tensors, metadata)
      }
    let ofTensors = file.tensors.indices.flatMap { index in
      variants(of: file.tensors[index]).map { what, tensor in
        var tensors = file.tensors
        tensors.remove(at: index)
        if let tensor { tensors.insert(tensor, at: index) }
        return altered("tensor \(file.tensors[index].name)", what, tensors, file.metadata)
      }
    }
    return ofMetadata + ofTensors
  }

  private struct NotTheSame: Error {}

  private static func variants(
    of tensor: SafetensorsTensor
  ) -> [(what: String, tensor: SafetensorsTensor?)] {
    func made(
      name: String? = nil, type: SafetensorsElementType? = nil, shape: [Int]? = nil,
      _ bytes: [UInt8]? = nil
    ) -> SafetensorsTensor {
      SafetensorsTensor(
        name: name ?? tensor.name, elementType: type ?? tensor.elementType,
        shape: shape ?? tensor.shape, bytes: bytes ?? tensor.bytes)
    }
    let (bytes, width) = (tensor.bytes, tensor.elementType.byteWidth)
    let (rows, rest) = (tensor.shape[0], Array(tensor.shape.dropFirst()))
    var flipped = bytes
    flipped[bytes.count - width] ^= 1
    let ones = [UInt8](repeating: 0xFF, count: width) + bytes.dropFirst(width)
    let zeros = [UInt8](repeating: 0, count: bytes.count)
    let row = bytes.count / rows
    let other = SafetensorsElementType.allCases.first {
      $0.byteWidth == width && $0 != tensor.elementType
    }
    return [
      ("removed", nil), ("renamed", made(name: tensor.name + "x")),
      ("last bit of the last element", made(flipped)), ("first element all ones", made(ones)),
      ("zeros", zeros == bytes ? nil : made(zeros)),
      ("a row less", made(shape: [rows - 1] + rest, bytes.dropLast(row))),
      ("a row more", made(shape: [rows + 1] + rest, bytes + bytes.suffix(row))),
      ("another shape", made(shape: [1] + tensor.shape)),
      ("another type", other.map { made(type: $0) }),
    ]
  }
}
