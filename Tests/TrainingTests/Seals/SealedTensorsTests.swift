import Foundation
import Interchange
import Testing

@testable import Training

@Suite struct SealedTensorsTests {
  static let file = SafetensorsFile(
    tensors: [
      SafetensorsTensor(name: "layers.0.weight", shape: [2, 3], elements: [1, 2, -3, 0, 5.5, 6]),
      SafetensorsTensor(
        name: "layers.0.bias", shape: [3], elements: [Float](repeating: 0, count: 3)),
      SafetensorsTensor(name: "none", shape: [0, 7], elements: [Float]()),
      SafetensorsTensor(name: "epoch \"é\"", shape: [2], elements: [0.25, -0.0] as [Double]),
      SafetensorsTensor(name: "bytes", shape: [3], elements: [7, 8, 9] as [UInt8]),
    ],
    metadata: [
      "formatVersion": "2", "configuration": "{\"rate\":0.001}", "zebra": "",
      "note": "é,\"headerDigest\":\"\n",
    ])

  static func open(_ bytes: [UInt8], required: Bool = true) throws(RunError) -> SafetensorsFile {
    try SealedTensors.open(bytes, path: "f", required: required)
  }

  /// What is wrong with a file that must be refused.
  static func fault(
    _ bytes: [UInt8], required: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    let error = #expect(throws: RunError.self, sourceLocation: sourceLocation) {
      try open(bytes, required: required)
    }
    switch error {
    case .badFile("f", let what): return what
    case .newerFormat("f", let found): return "format version \(found)"
    default: return "nothing"
    }
  }

  @Test func `a sealed file is read back without its seal`() throws {
    let sealed = SealedTensors.sealed(Self.file)
    #expect(try Self.open(sealed) == Self.file)
    #expect(SealedTensors.sealed(Self.file) == sealed)
    let empty = SafetensorsFile(tensors: [])
    #expect(try Self.open(SealedTensors.sealed(empty)) == empty)
    let keys = try SafetensorsFile(decoding: sealed).metadata.keys
    #expect(keys.sorted() == (Self.file.metadata.keys + ["digests", "headerDigest"]).sorted())
  }

  @Test func `no bit can be altered`() throws {
    let sealed = SealedTensors.sealed(Self.file)
    let dataStart = try #require(sealed.lastIndex(of: UInt8(ascii: " "))) + 1
    var owners: [String] = []
    for tensor in Self.file.tensors {
      owners += tensor.bytes.map { _ in "tensor \"\(tensor.name)\" has the SHA-256 " }
    }
    #expect(dataStart + owners.count == sealed.count)
    for (place, bytes) in Alterations.flipped(sealed) {
      let fault = Self.fault(bytes)
      if place >= dataStart {
        #expect(fault.hasPrefix(owners[place - dataStart]), "byte \(place)")
      } else {
        #expect(
          ["header", "byte 0", "tensor", "metadata", "format version"].contains {
            fault.contains($0)
          },
          "byte \(place): \(fault)")
      }
    }
  }

  @Test func `no byte can be added or taken away`() {
    for (place, bytes) in Alterations.cut(SealedTensors.sealed(Self.file)) {
      let fault = Self.fault(bytes)
      #expect(fault.contains("safetensors") || fault.contains("header"), "byte \(place): \(fault)")
    }
  }

  @Test func `the tensor, the entry of the metadata or the header is named`() throws {
    let sealed = SealedTensors.sealed(Self.file)
    func fault(_ old: String, _ new: String) throws -> String {
      let place = try #require(sealed.firstRange(of: Array(old.utf8)), "\(old)")
      return Self.fault(
        Array(sealed[..<place.lowerBound]) + Array(new.utf8) + sealed[place.upperBound...])
    }
    let was = Digest(of: Array("{\"rate\":0.001}".utf8))
    let now = Digest(of: Array("{\"rate\":0.002}".utf8))
    #expect(
      try fault("0.001", "0.002")
        == "metadata \"configuration\" has the SHA-256 \(now), expected \(was)")
    #expect(try fault("\"zebra\"", "\"zebrb\"").hasPrefix("metadata \"zebra\" is missing"))
    #expect(
      try fault("\"layers.0.bias\"", "\"layers.0.bibs\"").hasPrefix(
        "tensor \"layers.0.bias\" is missing"))
    #expect(try fault("\"shape\":[2,3]", "\"shape\":[3,2]").hasPrefix("its header has the SHA-256"))
    #expect(try fault("\"U8\"", "\"I8\"").hasPrefix("its header has the SHA-256"))
    #expect(try fault("{\"dtype\":\"U8\"", "{ \"dtype\":\"U8\"").contains("header"))
    #expect(try fault("\"headerDigest\"", "\"headerDigesu\"").contains("headerDige"))
    #expect(
      try fault("\"zebra\":\"\"}", "\"zebra\":\"\"} ").contains("safetensors"))
  }

  @Test func `a tensor that digests do not name is refused though the header is sealed`() throws {
    let sealed = SealedTensors.sealed(Self.file)
    var metadata = try SafetensorsFile(decoding: sealed).metadata
    metadata["headerDigest"] = Digest.zeroDigits
    let digests = try #require(metadata["digests"])
    let entry = try #require(digests.firstRange(of: /"bytes":"[0-9a-f]{64}",/))
    metadata["digests"] = digests.replacingCharacters(in: entry, with: "")
    var forged = SafetensorsFile(tensors: Self.file.tensors, metadata: metadata).encoded()
    let headerBytes = try #require(forged.lastIndex(of: UInt8(ascii: " "))) + 1
    let digest = Digest(of: Array(forged[..<headerBytes]))
    let zeros = try #require(forged.firstRange(of: Array(Digest.zeroDigits.utf8)))
    forged.replaceSubrange(zeros, with: digest.description.utf8)
    #expect(Self.fault(forged) == "tensor \"bytes\" is not named by \"digests\" in its header")
  }

  @Test func `only older formats may do without a seal`() throws {
    let bare = Self.file.encoded()
    #expect(try Self.open(bare, required: false) == Self.file)
    #expect(Self.fault(bare) == "its header has no \"digests\", expected one")
    var altered = SealedTensors.sealed(Self.file)
    altered[altered.count - 1] ^= 1
    #expect(Self.fault(altered, required: false).hasPrefix("tensor \"bytes\""))
  }

  @Test func `a newer format asks for a newer program`() {
    let newer = SafetensorsFile(tensors: [], metadata: ["formatVersion": "99", "digests": "?"])
    #expect(throws: RunError.newerFormat(path: "f", found: 99)) {
      try Self.open(newer.encoded())
    }
  }
}
