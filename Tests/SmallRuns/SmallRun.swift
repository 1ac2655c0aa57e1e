import Learning

/// A piece of training or evaluation that takes milliseconds, made of `Arithmetic` and `Learning` alone, so that
/// any processor that Embedded Swift compiles for can do it.
///
/// What it yields has the same bits on all of them: `Digests.txt` holds the SHA-256 of each.
public struct SmallRun: Sendable {
  /// Of lower-case letters, digits and hyphens: also a file's name.
  public let name: String
  /// The numbers it yields, as little-endian words: of training the parameters in network order. Nil where
  /// training diverged.
  ///
  /// Not an error: Swift 6.3 for riscv64 makes tail calls of closures that throw typed errors, and loses what
  /// they return.
  public let words: @Sendable () -> [UInt32]?

  init(_ name: String, _ words: @escaping @Sendable () -> [UInt32]?) {
    self.name = name
    self.words = words
  }

  /// Every run, each under a name of its own.
  public static var all: [SmallRun] {
    optimizers + solvers + penalties + factors + networks + measurements
  }
}

extension Float {
  /// The bits, of every NaN the same: which NaN an operation yields is the processor's choice.
  var word: UInt32 { isNaN ? 0x7fc0_0000 : bitPattern }
}

extension Double {
  /// Low and high half of the bits, of every NaN the same.
  var words: [UInt32] {
    let bits = isNaN ? 0x7ff8_0000_0000_0000 : bitPattern
    return [UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32)]
  }
}

extension Parameters {
  /// The bits of the parameters in network order.
  var words: [UInt32] { networkOrder.map { $0.bitPattern } }
}
