public import CInstructionSet

/// Memory for a fixed number of elements, aligned to a cache line and freed with its last reference.
///
/// Hot code holds `view`, never the buffer. A buffer may be freed right after its last use in the
/// source, also while a view of it is still used: what owns views keeps their buffers in stored
/// properties, and a local buffer is kept with `withExtendedLifetime`.
@safe
public final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  public let view: View<Element>

  /// Bytes of a cache line, and of the widest vector.
  @inlinable
  public static var alignment: Int { 64 }

  /// Bytes of a huge page where there are any. What is half as large or larger begins on one and asks
  /// for them: products that walk through megabytes otherwise wait for address translation
  /// (benchmark `Step`).
  @inlinable
  static var hugePageBytes: Int { 2 << 20 }

  /// Bytes of an ordinary page. What is a quarter as large or larger begins on one, so that arrays
  /// which are walked through together run alike: a load whose last 12 bits of address are those of
  /// an earlier store waits for it, which happens where the array that is read begins a little
  /// before the one that is written. (A step of 10-8-4 takes 1.1 times as long then.)
  @inlinable
  static var pageBytes: Int { 4096 }

  /// Memory for `count` elements, not yet written to.
  @inlinable
  static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = max(1, count) * MemoryLayout<Element>.stride
    let isLarge = bytes >= hugePageBytes / 2
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: isLarge ? (bytes + hugePageBytes - 1) / hugePageBytes * hugePageBytes : bytes,
      alignment: isLarge ? hugePageBytes : bytes >= pageBytes / 4 ? pageBytes : alignment)
    if isLarge {
      lockstep_advise_huge_pages(
        memory, (bytes + hugePageBytes - 1) / hugePageBytes * hugePageBytes)
    }
    return memory.bindMemory(to: Element.self, capacity: count)
  }

  /// - Parameter value: written to every element, which also makes the pages resident.
  @inlinable
  public init(repeating value: Element, count: Int) {
    precondition(count >= 0, "Buffer: negative count")
    let base = Self.allocate(count)
    base.initialize(repeating: value, count: count)
    view = View(base: base, count: count)
  }

  @inlinable
  public init(copying elements: [Element]) {
    let base = Self.allocate(elements.count)
    for index in elements.indices { (base + index).initialize(to: elements[index]) }
    view = View(base: base, count: elements.count)
  }

  @inlinable
  deinit {
    UnsafeMutableRawPointer(view.base).deallocate()
  }
}
