internal import Crypto

/// SHA-256 of a sequence of bytes; of parameters, what "the same bits" means.
public struct Digest: Equatable, Hashable, Sendable, BitwiseCopyable, CustomStringConvertible {
  /// The 32 bytes; the first is the highest of the first word.
  private let words: Words

  /// Not a vector of the standard library: one of 32 bytes has to lie at a multiple of 32, which the memory of
  /// asynchronous functions does not promise (Swift 6.3.1), and processes ended for it in release builds.
  private struct Words: Equatable, Hashable, Sendable, BitwiseCopyable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    subscript(index: Int) -> UInt64 {
      get { index < 2 ? (index == 0 ? first : second) : (index == 2 ? third : fourth) }
      set {
        switch index {
        case 0: first = newValue
        case 1: second = newValue
        case 2: third = newValue
        default: fourth = newValue
        }
      }
    }
  }

  /// What stands in place of a digest of text while the text is hashed that the digest is part of.
  static let zeroDigits = String(repeating: "0", count: 64)

  public init(of bytes: [UInt8]) {
    self.init(bytes: SHA256.hash(data: bytes))
  }

  /// Of parameters in network order: per layer weights `[inputs, outputs]`, then biases;
  /// little-endian binary32 without padding.
  public init(ofParameters parameters: [Float]) {
    var builder = DigestBuilder()
    builder.append(parameters)
    self = builder.digest
  }

  /// - Parameter bytes: 32 of them.
  init(bytes: some Sequence<UInt8>) {
    var words = Words()
    var rest = bytes.makeIterator()
    for index in 0..<4 {
      var word: UInt64 = 0
      for _ in 0..<8 {
        guard let byte = rest.next() else { preconditionFailure("Digest: fewer than 32 bytes") }
        word = word << 8 | UInt64(byte)
      }
      words[index] = word
    }
    precondition(rest.next() == nil, "Digest: more than 32 bytes")
    self.words = words
  }

  /// The 32 bytes.
  var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> (56 - 8 * ($0 % 8))) }
  }

  /// 64 hexadecimal digits.
  public var description: String {
    let digits = (0..<64).map { index in
      let digit = UInt8(truncatingIfNeeded: words[index / 16] >> (60 - 4 * (index % 16))) & 15
      return digit < 10 ? 0x30 + digit : 0x57 + digit
    }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    var words = Words()
    var count = 0
    for digit in text.utf8 {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x57
      default: throw Self.wrongDigits(in: container)
      }
      guard count < 64 else { throw Self.wrongDigits(in: container) }
      words[count / 16] = words[count / 16] << 4 | UInt64(value)
      count += 1
    }
    guard count == 64 else { throw Self.wrongDigits(in: container) }
    self.words = words
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func wrongDigits(in container: any SingleValueDecodingContainer) -> DecodingError {
    DecodingError.dataCorruptedError(
      in: container, debugDescription: "expected 64 hexadecimal digits")
  }
}
