/// A value with two cache lines' worth of nothing on both sides.
///
/// 128 bytes, because processors fetch lines of 64 in pairs, and Apple's and some Arm and POWER
/// lines are 128 long. Both sides, because what stands before it in an object is the reference
/// count.
@usableFromInline
struct CacheLinePadded<Value: ~Copyable & Sendable>: ~Copyable, Sendable {
  private let before = InlineArray<16, UInt64>(repeating: 0)
  @usableFromInline let value: Value
  private let after = InlineArray<16, UInt64>(repeating: 0)

  init(_ value: consuming Value) {
    self.value = value
  }
}
