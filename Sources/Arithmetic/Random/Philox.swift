/// Philox4x32-10: a block cipher-like function from a counter to 128 random bits.
///
/// Ten rounds of two 32 × 32 → 64-bit multiplications (Salmon, Moraes, Dror, Shaw 2011, "Parallel
/// random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405, §3.3). There is no state:
/// any counter can be asked for, in any order, by any worker.
@frozen
public struct Philox: Equatable, Sendable {
  /// The seed: its low half is the first word of the paper's key, its high half the second.
  public let key: UInt64

  @inlinable
  public init(key: UInt64) { self.key = key }

  @inlinable
  public init(key: UInt32, _ second: UInt32) { self.key = UInt64(key) | UInt64(second) << 32 }

  /// The 128 bits of one counter.
  @inlinable
  public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var x = counter
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<Self.rounds {
      let a = UInt64(x[0]) &* Self.multipliers.0
      let b = UInt64(x[2]) &* Self.multipliers.1
      x = SIMD4(
        UInt32(truncatingIfNeeded: b >> 32) ^ x[1] ^ k0, UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ x[3] ^ k1, UInt32(truncatingIfNeeded: a))
      k0 &+= Self.keyIncrements.0
      k1 &+= Self.keyIncrements.1
    }
    return x
  }

  @inlinable static var rounds: Int { 10 }

  @inlinable static var multipliers: (UInt64, UInt64) { (0xd251_1f53, 0xcd9e_8d57) }

  /// The golden ratio and √3 − 1.
  @inlinable static var keyIncrements: (UInt32, UInt32) { (0x9e37_79b9, 0xbb67_ae85) }
}

extension Philox {
  /// How many counters `blocks` answers at once.
  @inlinable public static var blocksAtOnce: Int { 8 }

  /// The blocks of eight counters that differ in their low 64 bits only, as 32 words: word w of
  /// the block of `low + i` is element 4·i + w.
  ///
  /// - Parameters:
  ///   - low: counter words 0 and 1 of the first block; the sum with i wraps.
  ///   - high: counter words 2 and 3, of all blocks.
  @inlinable @inline(__always)
  public func blocks(low: UInt64, high: UInt64) -> SIMD32<UInt32> {
    // A word lies in the low half of a 64-bit lane, because that is where vectors multiply
    // 32 × 32 → 64. The halves above are dirty; every multiplication masks them (for free), and
    // the exclusive ors never move them down.
    let lane = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7)
    let mask = SIMD8<UInt64>(repeating: 0xffff_ffff)
    var x0 = lane &+ low
    var x1 = x0 &>> 32
    var x2 = SIMD8<UInt64>(repeating: high)
    var x3 = SIMD8<UInt64>(repeating: high >> 32)
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<Self.rounds {
      let a = (x0 & mask) &* Self.multipliers.0
      let b = (x2 & mask) &* Self.multipliers.1
      x0 = (b &>> 32) ^ x1 ^ UInt64(k0)
      x2 = (a &>> 32) ^ x3 ^ UInt64(k1)
      x1 = b
      x3 = a
      k0 &+= Self.keyIncrements.0
      k1 &+= Self.keyIncrements.1
    }
    var words = SIMD16<UInt64>()
    words.evenHalf = (x0 & mask) | (x1 &<< 32)
    words.oddHalf = (x2 & mask) | (x3 &<< 32)
    return unsafeBitCast(words, to: SIMD32<UInt32>.self)
  }
}
