internal import Crypto

/// Makes a SHA-256 of numbers and bytes, one after another; numbers are little-endian.
struct DigestBuilder {
  private var hash = SHA256()

  mutating func append(_ numbers: [Float]) {
    #if _endian(little)
      // Safe: the bytes of an array of numbers, read while it lives.
      unsafe numbers.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    #else
      for number in numbers { append(bits: UInt64(number.bitPattern), bytes: 4) }
    #endif
  }

  mutating func append(_ number: Double) { append(bits: number.bitPattern, bytes: 8) }

  mutating func append(_ number: UInt64) { append(bits: number, bytes: 8) }

  mutating func append(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The 32 bytes.
  var bytes: [UInt8] { Array(hash.finalize()) }

  var digest: Digest { Digest(bytes: bytes) }

  private mutating func append(bits: UInt64, bytes: Int) {
    append((0..<bytes).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) })
  }
}
