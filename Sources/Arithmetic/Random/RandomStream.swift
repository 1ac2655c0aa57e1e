/// Random words as a function of (seed, purpose, major, element): rule 8.
///
/// A stream is the words of the Philox4x32-10 blocks with key `seed` and the counter
///
///     word 0 = index mod 2³²
///     word 1 = attempt · 2¹⁶ + ⌊index ⁄ 2³²⌋
///     word 2 = major mod 2³²
///     word 3 = ⌊major ⁄ 2³²⌋ · 2⁸ + purpose
///
/// Element e of the stream is word e mod 4 of the block with index ⌊e⁄4⌋ and attempt 0. Higher
/// attempts serve `integer(below:element:)` alone, when it rejects a word.
@frozen
public struct RandomStream: Equatable, Sendable {
  @usableFromInline let philox: Philox
  @usableFromInline let high: UInt64

  /// Elements of a stream: 4 · 2⁴⁸.
  @inlinable public static var elements: UInt64 { 1 << 50 }

  /// - Parameters:
  ///   - major: the epoch or step, below 2⁵⁶; 0 for what happens once.
  @inlinable
  public init(seed: UInt64, purpose: RandomPurpose, major: UInt64 = 0) {
    precondition(major < 1 << 56, "RandomStream: epoch or step beyond 2⁵⁶")
    philox = Philox(key: seed)
    high = (major & 0xffff_ffff) | (major >> 32) << 40 | UInt64(purpose.rawValue) << 32
  }

  /// The four words of the block with `index` < 2⁴⁸.
  @inlinable
  public func words(index: UInt64, attempt: UInt16 = 0) -> SIMD4<UInt32> {
    precondition(index < 1 << 48, "RandomStream: index beyond 2⁴⁸")
    let low = index | UInt64(attempt) << 48
    return philox.block(
      SIMD4(
        UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32),
        UInt32(truncatingIfNeeded: high), UInt32(truncatingIfNeeded: high >> 32)))
  }

  @inlinable
  public func word(element: UInt64, attempt: UInt16 = 0) -> UInt32 {
    words(index: element >> 2, attempt: attempt)[Int(element & 3)]
  }

  /// Uniform on the multiples of 2⁻²⁴ in [0, 1): ⌊word ⁄ 2⁸⌋ · 2⁻²⁴.
  @inlinable
  public func uniform(element: UInt64) -> Float { Self.uniform(word(element: element)) }

  /// Uniform on the multiples of 2⁻⁵³ in [0, 1): ⌊(a · 2³² + b) ⁄ 2¹¹⌋ · 2⁻⁵³ with a, b the stream's
  /// elements 2 · `pair` and 2 · `pair` + 1.
  @inlinable
  public func uniformDouble(pair: UInt64) -> Double {
    let block = words(index: pair >> 1)
    let first = Int(pair & 1) * 2
    let bits = UInt64(block[first]) << 32 | UInt64(block[first + 1])
    return Double(bits >> 11) * 0x1p-53
  }

  @inlinable @inline(__always)
  static func uniform(_ word: UInt32) -> Float {
    // Vectors convert signed integers.
    Float(Int32(truncatingIfNeeded: word >> 8)) * 0x1p-24
  }

  /// An unbiased integer in 0..<`bound`, 1 ≤ bound ≤ 2³² (Lemire 2019, doi:10.1145/3230636).
  ///
  /// ⌊word · bound ⁄ 2³²⌋, with words rejected for which word · bound mod 2³² < 2³² mod bound. The
  /// first word is the element itself; after a rejection it is the same word of the block with
  /// the same index and the next attempt.
  @inlinable
  public func integer(below bound: UInt64, element: UInt64) -> UInt32 {
    integer(below: bound, element: element, firstWord: word(element: element))
  }

  @inlinable
  func integer(below bound: UInt64, element: UInt64, firstWord: UInt32) -> UInt32 {
    precondition(bound >= 1 && bound <= 1 << 32, "RandomStream: bound not in 1...2³²")
    var product = UInt64(firstWord) * bound
    if product & 0xffff_ffff < bound {
      let rejected = (1 << 32) % bound
      var attempt: UInt16 = 0
      while product & 0xffff_ffff < rejected {
        attempt += 1
        product = UInt64(word(element: element, attempt: attempt)) * bound
      }
    }
    return UInt32(truncatingIfNeeded: product >> 32)
  }
}
