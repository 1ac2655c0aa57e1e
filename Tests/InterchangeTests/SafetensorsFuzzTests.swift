import Interchange
import Testing

/// Files with errors at random places are refused or read, and never end the process.
@Suite struct SafetensorsFuzzTests {
  @Test func `every truncation is refused`() throws {
    let golden = try SafetensorsSamples.golden()
    for count in golden.indices {
      #expect(throws: SafetensorsError.self) {
        try SafetensorsFile(decoding: Array(golden[..<count]))
      }
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `random changes are refused, or read and written back`(seed: UInt64) throws {
    let golden = try SafetensorsSamples.golden()
    var generator = SplitMix(state: seed)
    var refused = 0
    var read = 0
    for _ in 0..<1500 {
      var bytes = golden
      for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes, &generator) }
      do {
        let file = try SafetensorsFile(decoding: bytes)
        #expect(try SafetensorsFile(decoding: file.encoded()) == file)
        read += 1
      } catch {
        // One line, whatever the names have become.
        #expect(!error.description.contains { $0.isNewline })
        refused += 1
      }
    }
    #expect(refused > 100)
    #expect(read > 10)
  }

  /// Changes the beginning more often, where the structure is.
  private func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix) {
    let marks = Array("{}[]\",:\\0129 -.eu".utf8)
    let limit = Bool.random(using: &generator) ? bytes.count : min(bytes.count, 640)
    guard limit > 0 else { return }
    let place = Int.random(in: 0..<limit, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: bytes[place] = marks.randomElement(using: &generator) ?? 0
    case 3: bytes.insert(marks.randomElement(using: &generator) ?? 0, at: place)
    case 4: bytes.remove(at: place)
    default: bytes.removeSubrange(place...)
    }
  }
}
