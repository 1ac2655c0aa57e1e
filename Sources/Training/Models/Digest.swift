internal import Crypto

/// SHA-256 of a sequence of bytes; of parameters, what "the same bits" means.
public struct Digest: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  public let description: String

  /// What stands in place of a digest of text while the text is hashed that the digest is part of.
  static let zeroDigits = String(repeating: "0", count: 64)

  public init(of bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  /// Of parameters in network order: per layer weights `[inputs, outputs]`, then biases;
  /// little-endian binary32 without padding.
  public init(ofParameters parameters: [Float]) {
    var builder = DigestBuilder()
    for parameter in parameters { builder.append(parameter) }
    self = builder.digest
  }

  /// One that a file recorded.
  init(recorded text: String) {
    description = text
  }

  fileprivate init(_ bytes: some Sequence<UInt8>) {
    let digits = Array("0123456789abcdef")
    description = String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

/// Makes a digest of numbers, one after another.
struct DigestBuilder {
  private var hash = SHA256()
  private var waiting: [UInt8] = []

  mutating func append(_ number: Float) { append(bits: UInt64(number.bitPattern), bytes: 4) }

  mutating func append(_ number: UInt64) { append(bits: number, bytes: 8) }

  var digest: Digest {
    var hash = hash
    hash.update(data: waiting)
    return Digest(hash.finalize())
  }

  private mutating func append(bits: UInt64, bytes: Int) {
    for index in 0..<bytes { waiting.append(UInt8(truncatingIfNeeded: bits >> (8 * index))) }
    if waiting.count >= 1 << 16 {
      hash.update(data: waiting)
      waiting.removeAll(keepingCapacity: true)
    }
  }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard text.utf8.count == 64, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected 64 hexadecimal digits")
    }
    description = text
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
