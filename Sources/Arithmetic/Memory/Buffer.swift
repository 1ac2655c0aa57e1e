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
  /// for them, since products that walk through megabytes may wait for address translation. (Steps of
  /// `mnist` and `wide` became 1 to 3 % shorter in one run, which is near its noise.)
  @inlinable
  static var hugePageBytes: Int { 2 << 20 }

  /// Bytes of an ordinary page. What is a quarter as large or larger begins on one, so that arrays
  /// which are walked through together lie alike whatever the allocator did before. (A step of 10-8-4
  /// took 0.28 to 0.36 µs with like code in different builds; with pages the worst became 0.33. The
  /// likely cause is loads that wait for stores with the same last 12 bits of address; no counter
  /// was there to show it.)
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

  /// Memory that nothing was written to, so that its pages come to lie near the threads that write
  /// to them first. Every element must be written before it is read.
  @inlinable
  public init(untouched count: Int) {
    precondition(count >= 0, "Buffer: negative count")
    view = View(base: Self.allocate(count), count: count)
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
