/// A view of contiguous elements that somebody else owns.
///
/// A view carries no reference, so passing one to a worker costs no reference counting. Its owner
/// (`Buffer`, or a file mapped into memory) must outlive it: buffers are made before the first
/// step and freed after the team has ended. Subscripts and slices check bounds; threads that
/// write must agree on who writes where, as the barriers of a step make them.
@safe
@frozen
public struct View<Element: BitwiseCopyable>: BitwiseCopyable, @unchecked Sendable {
  public let base: UnsafeMutablePointer<Element>
  public let count: Int

  @inlinable
  public init(base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = base
    self.count = count
  }

  @inlinable
  public subscript(index: Int) -> Element {
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "View: index out of range")
      return base[index]
    }
    nonmutating set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "View: index out of range")
      base[index] = newValue
    }
  }

  /// The elements at `range`, sharing memory with this view.
  @inlinable
  public subscript(range: Range<Int>) -> View {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "View: range out of bounds")
    return View(base: base + range.lowerBound, count: range.count)
  }

  @inlinable
  public var indices: Range<Int> { 0..<count }

  /// Where the elements lie, for who asks the system about their pages.
  public var addresses: Range<UInt> {
    let start = UInt(bitPattern: base)
    return start..<start + UInt(count * MemoryLayout<Element>.stride)
  }

  @inlinable
  public func fill(_ value: Element) {
    base.update(repeating: value, count: count)
  }

  /// Copies all of `source`, which must be of the same length.
  @inlinable
  public func copy(from source: View) {
    precondition(source.count == count, "View: copy between different lengths")
    base.update(from: source.base, count: count)
  }
}

extension View {
  /// Adds the elements to the end of `array`.
  @inlinable
  public func append(to array: inout [Element]) {
    array.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  @inlinable
  public func array() -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { memory, initialized in
      for index in 0..<count { memory.initializeElement(at: index, to: base[index]) }
      initialized = count
    }
  }
}
