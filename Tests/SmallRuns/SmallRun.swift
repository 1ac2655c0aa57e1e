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
  /// Not an error: Swift 6.3 for riscv64 loses what closures that throw typed errors return when they end in a
  /// tail call.
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
