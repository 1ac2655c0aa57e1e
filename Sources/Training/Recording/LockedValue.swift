import Foundation

/// A value behind a lock.
///
/// As `Mutex`, but with a lock of the system: who waits for a `Mutex` does so in a library that is not built for the
/// thread sanitizer, which then reports races where there are none.
final class LockedValue<Value>: @unchecked Sendable {
  private let lock = NSLock()
  /// Read and written with the lock held alone.
  private var value: Value

  init(_ value: Value) {
    self.value = value
  }

  func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
