/// FNV-1a over bit patterns, for outputs that must be the same bits everywhere.
///
/// Every NaN counts as one value: IEEE 754 leaves its sign and payload to the processor.
public struct Checksum: Equatable, Sendable, CustomStringConvertible {
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  public mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x0000_0100_0000_01b3
    value ^= value >> 29
  }

  public mutating func add(_ x: Float) { add(UInt64(x.isNaN ? 0x7fc0_0000 : x.bitPattern)) }

  public mutating func add(_ x: Double) { add(x.isNaN ? 0x7ff8_0000_0000_0000 : x.bitPattern) }

  public var description: String { "0x" + String(value, radix: 16) }
}
