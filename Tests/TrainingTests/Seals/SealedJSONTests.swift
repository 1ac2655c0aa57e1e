import Foundation
import Testing

@testable import Training

@Suite struct SealedJSONTests {
  static func sealed() throws -> [UInt8] {
    Array(try SealedJSON.sealed(SealedSample()).utf8)
  }

  static func fault(
    _ bytes: [UInt8], oldest: Int = 2, sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    let error = #expect(throws: RunError.self, sourceLocation: sourceLocation) {
      try SealedJSON.open(SealedSample.self, bytes, path: "f", oldest: oldest)
    }
    switch error {
    case .badFile("f", let what): return what
    case .newerFormat("f", let found): return "format version \(found)"
    case .olderFormat("f", let found, let oldest):
      return "format version \(found), expected at least \(oldest)"
    default: return "nothing"
    }
  }

  @Test func `a sealed value is read back, and its text has two more keys`() throws {
    let text = try SealedJSON.sealed(SealedSample())
    #expect(try SealedJSON.sealed(SealedSample()) == text)
    let read = try SealedJSON.open(SealedSample.self, Array(text.utf8), path: "f")
    #expect(read == SealedSample())
    let withoutSeal = text.replacing(
      /\ \ "fieldDigests" : \{\n(    .*\n)+  \},\n  "fileDigest" : "[0-9a-f]{64}",\n/, with: "")
    #expect(try withoutSeal == JSONFile.text(SealedSample()) + "\n")
    #expect(
      text.split(separator: "\n").contains(
        "    \"configuration.rate\" : \"\(Self.short("0.001"))\","))
    #expect(text.contains("    \"empty\" : \"\(Self.short("{}"))\","))
    #expect(text.contains("    \"configuration.hidden\" : \"\(Self.short("[3,2]"))\","))
  }

  private static func short(_ text: String) -> Substring {
    Digest(of: Array(text.utf8)).description.prefix(16)
  }

  /// Whether a message says where in the file.
  private func isPlace(_ fault: String) -> Bool {
    fault.contains(/^"[^\n]+" (holds|was|is|does)/) || fault.contains(/^line [0-9]+ is not JSON/)
      || fault.hasPrefix("no field, but the text between") || fault.hasPrefix("format version")
  }

  @Test func `no bit can be altered`() throws {
    for (place, bytes) in Alterations.flipped(try Self.sealed()) {
      let fault = Self.fault(bytes)
      #expect(isPlace(fault), "byte \(place): \(fault)")
    }
  }

  @Test func `no byte can be added or taken away`() throws {
    for (place, bytes) in Alterations.cut(try Self.sealed()) {
      let fault = Self.fault(bytes)
      #expect(isPlace(fault), "byte \(place): \(fault)")
    }
  }

  @Test(arguments: [
    ("0.001", "0.002", "\"configuration.rate\" holds 0.002, which was altered"),
    (
      "\"a \\\"b", "\"A \\\"b",
      "\"configuration.name\" holds \"A \\\"b\\\" { c\", which was altered"
    ),
    ("false", "falsf", "\"configuration.isSparse\" holds falsf, which was altered"),
    ("0.25\n", "0.26\n", "\"epochs\" was altered"),
    ("      3,", "      4,", "\"configuration.hidden\" was altered"),
    ("\"program\" : \"n", "\"prograM\" : \"n", "\"program\" is missing"),
    ("\"isFinished\" : true,", "\"isFinished\" : true, \"x\" : 1,", "\"x\" was added"),
    ("\"fileDigest\"", "\"fileDigesT\"", "\"fileDigest\" is missing"),
    ("\"fieldDigests\"", "\"fieldDigestS\"", "\"fieldDigests\" is missing"),
    (
      "\"formatVersion\" : 2", "\"formatVersion\" : 0",
      "\"formatVersion\" holds 0, which was altered"
    ),
    (
      "\"isFinished\" : true,", "\"isFinished\" ; true,",
      "line 43 is not JSON: found ';', expected ':'"
    ),
    ("  },\n  \"empty\"", "  },\n  empty\"", "line 14 is not JSON: found 'e', expected '\"'"),
  ])
  func `the field or the line is named`(old: String, new: String, expected: String) throws {
    let text = String(decoding: try Self.sealed(), as: UTF8.self)
    let place = try #require(text.firstRange(of: old))
    let fault = Self.fault(Array(text.replacingCharacters(in: place, with: new).utf8))
    #expect(fault == expected)
  }

  /// Of altered digests no field is blamed, which is as it was.
  @Test(arguments: [
    ("\"configuration.rate\" : \"[0-9a-f]{16}", "\"configuration.rate\" : \"0123456789abcdef"),
    ("\"fileDigest\" : \"[0-9a-f]{4}", "\"fileDigest\" : \"0000"),
    ("\"isFinished\" : ", "\"isFinished\":"), ("true,\n", "true, \n"), ("\\}\n\\z", "}"),
    ("      3,\n      2", "3, 2"),
  ])
  func `of altered digests and spaces no field is blamed`(pattern: String, new: String) throws {
    let text = String(decoding: try Self.sealed(), as: UTF8.self)
    let place = try #require(text.range(of: pattern, options: .regularExpression))
    let fault = Self.fault(Array(text.replacingCharacters(in: place, with: new).utf8))
    #expect(fault.hasPrefix("no field, but the text between"), "\(fault)")
  }

  @Test func `a newer format asks for a newer program, whatever else it holds`() {
    for text in ["{\"formatVersion\":99}", "{\"fileDigest\":[],\"formatVersion\" : 99,\"a\":{}}"] {
      #expect(throws: RunError.newerFormat(path: "f", found: 99)) {
        try SealedJSON.open(SealedSample.self, Array(text.utf8), path: "f")
      }
    }
  }

  @Test func `only formats before 2 may do without a seal`() throws {
    var value = SealedSample()
    let bare = Array(try JSONFile.text(value).utf8)
    #expect(Self.fault(bare, oldest: 1) == "\"fileDigest\" is missing")
    value.formatVersion = 1
    let older = Array(try JSONFile.text(value).utf8)
    #expect(try SealedJSON.open(SealedSample.self, older, path: "f", oldest: 1) == value)
    #expect(Self.fault(older) == "format version 1, expected at least 2")
    #expect(Self.fault(Array("{}".utf8), oldest: 1).hasPrefix("\"formatVersion\" is missing"))
    let sealed = try SealedJSON.sealed(value)
    #expect(
      try SealedJSON.open(SealedSample.self, Array(sealed.utf8), path: "f", oldest: 1) == value)
    let altered = Array(sealed.replacing("0.001", with: "0.002").utf8)
    #expect(Self.fault(altered, oldest: 1).hasPrefix("\"configuration.rate\" holds 0.002"))
  }

  @Test func `a value of another type is named`() throws {
    let text = try SealedJSON.sealed(["formatVersion": 2, "configuration": 1])
    #expect(
      Self.fault(Array(text.utf8)) == "\"configuration\" is of another type than expected")
  }

  @Test func `ten thousand epochs are sealed and opened`() throws {
    var value = SealedSample()
    value.epochs = (1...10_000).map {
      SealedSample.Epoch(
        epoch: $0, loss: 1 / Double($0), digest: Digest(of: [UInt8($0 & 255)]).description)
    }
    let bytes = Array(try SealedJSON.sealed(value).utf8)
    let read = try SealedJSON.open(SealedSample.self, bytes, path: "f")
    #expect(read == value)
    var altered = bytes
    altered[bytes.count / 2] ^= 1
    #expect(Self.fault(altered) == "\"epochs\" was altered")
  }
}
