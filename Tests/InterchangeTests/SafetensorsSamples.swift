import Foundation
import Interchange

/// Files that several tests look at.
enum SafetensorsSamples {
  /// Every type that has a Swift type, no dimensions, no elements, and text that must be escaped;
  /// in the order in which the Python package writes it.
  static let varied = SafetensorsFile(
    tensors: [
      SafetensorsTensor(name: "counters", shape: [2, 1], elements: [0, UInt64.max]),
      SafetensorsTensor(name: "signed", shape: [2], elements: [Int64.min, Int64.max]),
      SafetensorsTensor(
        name: "doubles", shape: [3], elements: [0.1, -1e308, .leastNonzeroMagnitude as Double]),
      SafetensorsTensor(
        name: "floats", shape: [2, 3],
        elements: [1.5, -0.0, .infinity, .nan, .leastNonzeroMagnitude, -3.25 as Float]),
      SafetensorsTensor(name: "none", shape: [0, 3], elements: [] as [Float]),
      SafetensorsTensor(name: "number", shape: [], elements: [42 as Float]),
      SafetensorsTensor(name: "words", shape: [2], elements: [1, UInt32.max]),
      SafetensorsTensor(name: "bytes", shape: [5], elements: [0, 1, 254, 255, 7 as UInt8]),
      SafetensorsTensor(name: "Ähre \"x\"\n\t\u{1}", shape: [1], elements: [1 as UInt8]),
    ],
    metadata: ["note": "läuft \\ \"so\"\n"])

  /// `varied` as written by version 0.8.0 of the Python package:
  ///
  ///     save_file({"floats": np.array([[1.5, -0.0, np.inf], [np.nan, 1e-45, -3.25]], "f4"),
  ///       "doubles": np.array([0.1, -1e308, 5e-324]), "bytes": np.array([0, 1, 254, 255, 7], "u1"),
  ///       "counters": np.array([[0], [2**64 - 1]], "u8"),
  ///       "signed": np.array([-2**63, 2**63 - 1]), "words": np.array([1, 2**32 - 1], "u4"),
  ///       "number": np.array(42, "f4"), "none": np.zeros((0, 3), "f4"),
  ///       "Ähre \"x\"\n\t\u0001": np.array([1], "u1")}, path,
  ///       metadata={"note": "läuft \\ \"so\"\n"})
  static func golden() throws -> [UInt8] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/python-0.8.0.safetensors")
    return try Array(Data(contentsOf: file))
  }

  /// A file of this header, which is not padded, and as many bytes of data.
  static func file(header: String, dataBytes: Int) -> [UInt8] {
    file(header: Array(header.utf8), dataBytes: dataBytes)
  }

  static func file(header: [UInt8], dataBytes: Int) -> [UInt8] {
    let length = UInt64(header.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + header
      + [UInt8](repeating: 0, count: dataBytes)
  }
}
