/// Philox4x32-10: 128 random bits as a function of a 128-bit counter.
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

  /// The 128 bits of one counter.
  @inlinable @inline(__always)
  public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var state = State(
      x0: UInt64(counter[0]), x1: UInt64(counter[1]), x2: UInt64(counter[2]),
      x3: UInt64(counter[3]))
    encrypt(&state)
    return SIMD4(
      UInt32(truncatingIfNeeded: state.x0), UInt32(truncatingIfNeeded: state.x1),
      UInt32(truncatingIfNeeded: state.x2), UInt32(truncatingIfNeeded: state.x3))
  }

  /// The four words of a counter or block, each in the low half of 64 bits; the halves above are
  /// dirty.
  ///
  /// This is how vectors multiply 32 × 32 → 64 bits: in a loop over counters the compiler joins
  /// these scalars to vectors, and the masks cost nothing. (Written with SIMD8<UInt64> it is a
  /// hundred times slower in Swift 6.3: the optimizer takes those operators apart.)
  @frozen @usableFromInline
  struct State {
    @usableFromInline var x0: UInt64
    @usableFromInline var x1: UInt64
    @usableFromInline var x2: UInt64
    @usableFromInline var x3: UInt64

    @inlinable @inline(__always)
    init(x0: UInt64, x1: UInt64, x2: UInt64, x3: UInt64) {
      self.x0 = x0
      self.x1 = x1
      self.x2 = x2
      self.x3 = x3
    }
  }

  @inlinable @inline(__always)
  func encrypt(_ state: inout State) {
    // Written out, because a loop inside would keep the one around it from becoming vectors.
    turn(0, &state)
    turn(1, &state)
    turn(2, &state)
    turn(3, &state)
    turn(4, &state)
    turn(5, &state)
    turn(6, &state)
    turn(7, &state)
    turn(8, &state)
    turn(9, &state)
  }

  @inlinable @inline(__always)
  func turn(_ round: UInt32, _ state: inout State) {
    let a = (state.x0 & 0xffff_ffff) &* 0xd251_1f53
    let b = (state.x2 & 0xffff_ffff) &* 0xcd9e_8d57
    // The key grows by the golden ratio and √3 − 1.
    let k0 = UInt32(truncatingIfNeeded: key) &+ round &* 0x9e37_79b9
    let k1 = UInt32(truncatingIfNeeded: key >> 32) &+ round &* 0xbb67_ae85
    let x0 = (b >> 32) ^ state.x1 ^ UInt64(k0)
    let x2 = (a >> 32) ^ state.x3 ^ UInt64(k1)
    state = State(x0: x0, x1: b, x2: x2, x3: a)
  }
}
