import Testing

@testable import Interchange

@Suite struct SafetensorsFileTests {
  @Test func `a file of the Python package is read as what was written`() throws {
    let golden = try SafetensorsSamples.golden()
    #expect(golden.count == 714)
    #expect(try SafetensorsFile(decoding: golden) == SafetensorsSamples.varied)
  }

  @Test func `the bytes are those of the Python package`() throws {
    #expect(SafetensorsSamples.varied.encoded() == (try SafetensorsSamples.golden()))
  }

  @Test func `the bytes do not depend on the order in which metadata were added`() {
    let keys = (0..<50).map { "key \($0)" }
    let forward = SafetensorsFile(
      tensors: [], metadata: Dictionary(uniqueKeysWithValues: keys.map { ($0, "x") }))
    var metadata: [String: String] = [:]
    for key in keys.reversed() { metadata[key] = "x" }
    #expect(forward.encoded() == SafetensorsFile(tensors: [], metadata: metadata).encoded())
  }

  @Test func `an empty file is read back`() throws {
    let empty = SafetensorsFile(tensors: [])
    #expect(empty.encoded() == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
    #expect(try SafetensorsFile(decoding: empty.encoded()) == empty)
  }

  @Test(arguments: 0..<9)
  func `the header fills whole words whatever its length`(length: Int) throws {
    let file = SafetensorsFile(
      tensors: [
        SafetensorsTensor(
          name: String(repeating: "x", count: length), shape: [1], elements: [1 as Double])
      ])
    let bytes = file.encoded()
    #expect(bytes.count.isMultiple(of: 8))
    #expect(bytes[0].isMultiple(of: 8))
    #expect(try SafetensorsFile(decoding: bytes) == file)
  }

  @Test func `every element begins at a multiple of its width`() throws {
    let file = SafetensorsFile(tensors: [
      SafetensorsTensor(name: "a", shape: [3], elements: [1, 2, 3 as UInt8]),
      SafetensorsTensor(name: "b", shape: [1], elements: [1 as Float]),
      SafetensorsTensor(name: "c", shape: [1], elements: [1 as UInt64]),
      SafetensorsTensor(name: "d", shape: [1], elements: [1 as Float]),
    ])
    #expect(file.tensors.map(\.name) == ["c", "b", "d", "a"])
    #expect(try SafetensorsFile(decoding: file.encoded()) == file)
  }

  @Test func `names that only Swift takes for equal are two names`() throws {
    let file = SafetensorsFile(tensors: [
      SafetensorsTensor(name: "\u{e9}", shape: [1], elements: [1 as Float]),
      SafetensorsTensor(name: "e\u{301}", shape: [1], elements: [2 as Float]),
    ])
    let read = try SafetensorsFile(decoding: file.encoded())
    #expect(try read.elements("e\u{301}", shape: [1], as: Float.self) == [2])
  }

  @Test func `elements are found by name, shape and type`() throws {
    let file = SafetensorsSamples.varied
    #expect(try file.elements("words", shape: [2], as: UInt32.self) == [1, .max])
    #expect(try file.elements("number", shape: [], as: Float.self) == [42])
    #expect(throws: SafetensorsError.wrongShape(name: "words", found: [2], expected: [2, 1])) {
      try file.elements("words", shape: [2, 1], as: UInt32.self)
    }
    #expect(
      throws: SafetensorsError.wrongElementType(
        name: "words", found: .uint32, expected: .float32)
    ) {
      try file.elements("words", shape: [2], as: Float.self)
    }
    #expect(throws: SafetensorsError.missingTensor(name: "w", found: file.tensors.map(\.name))) {
      try file.tensor("w")
    }
  }

  @Test func `bits of elements survive, those of a signalling NaN too`() throws {
    let bits: [UInt32] = [0x7F80_0001, 0xFFC1_2345, 0x8000_0000, 1]
    let tensor = SafetensorsTensor(
      name: "x", shape: [4], elements: bits.map(Float.init(bitPattern:)))
    #expect(tensor.bytes.prefix(4) == [0x01, 0x00, 0x80, 0x7F])
    #expect(try tensor.elements(as: Float.self).map(\.bitPattern) == bits)
  }

  @Test func `a processor of the other byte order turns each element around`() {
    #expect(
      LittleEndianBytes.reversed([1, 2, 3, 4, 5, 6, 7, 8], width: 4) == [4, 3, 2, 1, 8, 7, 6, 5])
    #expect(LittleEndianBytes.reversed([1, 2, 3], width: 1) == [1, 2, 3])
  }
}
