import Arithmetic
import Foundation
import Testing
import Training

@Suite struct DigestTests {
  /// FIPS 180-4 and the examples of NIST.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `digests are SHA-256`(text: String, digest: String) {
    #expect(Digest(of: Array(text.utf8)).description == digest)
  }

  /// Little-endian bytes, by a loop of its own.
  static func bytes(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(number.bitPattern >> (8 * $0) & 255) } }
  }

  /// Lengths about the size of the pieces in which numbers are hashed.
  @Test(arguments: [0, 1, 2, 1000, 16_383, 16_384, 16_385, 40_000])
  func `parameters are hashed as little-endian binary32`(count: Int) {
    var numbers = (0..<count).map { Float(bitPattern: UInt32($0) &* 0x9E37_79B9) }
    #expect(Digest(ofParameters: numbers) == Digest(of: Self.bytes(numbers)))
    guard count > 0 else { return }
    numbers[count - 1] = -numbers[count - 1]
    let changed = Digest(ofParameters: numbers)
    numbers[count - 1] = -numbers[count - 1]
    #expect(changed != Digest(ofParameters: numbers))
  }

  @Test func `zeros of both signs and NaN of any payload are told apart`() {
    let numbers: [Float] = [0, -0.0, .nan, Float(bitPattern: 0x7fc0_0001)]
    #expect(Set(numbers.map { Digest(ofParameters: [$0]) }).count == 4)
  }

  @Test(arguments: [1, 13, 16, 31])
  func `data are hashed as rows, features, inputs and targets without padding`(features: Int) {
    let rows = 7
    for pitch in [TrainingData.pitch(features: features), features + 40] {
      let inputs = Buffer<Float>(repeating: -99, count: rows * pitch)
      let targets = Buffer(copying: (0..<rows).map { Float($0) / 3 })
      var numbers: [Float] = []
      for row in 0..<rows {
        for feature in 0..<features {
          let number = Float(row * features + feature) / 7
          inputs.view[row * pitch + feature] = number
          numbers.append(number)
        }
      }
      let data = TrainingData(
        rows: rows, features: features, pitch: pitch, inputs: inputs, targets: targets)
      let counts = [rows, features].flatMap { count in
        (0..<8).map { UInt8(count >> (8 * $0) & 255) }
      }
      let expected = counts + Self.bytes(numbers + (0..<rows).map { Float($0) / 3 })
      #expect(data.digest == Digest(of: expected))
    }
  }

  @Test func `only 64 lowercase hexadecimal digits are read as a digest`() throws {
    func decode(_ text: String) throws -> Digest {
      try JSONDecoder().decode(Digest.self, from: Data("\"\(text)\"".utf8))
    }
    let digest = Digest(of: [1, 2, 3])
    #expect(try decode(digest.description) == digest)
    #expect(try JSONEncoder().encode(digest) == Data("\"\(digest)\"".utf8))
    let text = digest.description
    for wrong in [
      "", String(text.dropLast()), text + "0", text.uppercased(), "g" + text.dropFirst(),
    ] {
      #expect(throws: DecodingError.self) { try decode(wrong) }
    }
  }
}
