public import CInstructionSet

/// As many binary32 numbers as one register of the instruction set holds: 16, 8 or 4.
///
/// Vectors run along output elements, never along a summed index, so their width cannot change a
/// bit of any result. A concrete type rather than a generic parameter: its operators are single
/// instructions.
public typealias Vector = LockstepVector

extension Vector {
  /// `count` rounded up to whole vectors.
  @inlinable
  public static func padded(_ count: Int) -> Int {
    (count &+ scalarCount &- 1) & ~(scalarCount &- 1)
  }
}

extension View<Float> {
  /// The vector that begins at `index`, which need not be aligned.
  @inlinable
  public func vector(at index: Int) -> Vector {
    precondition(index >= 0 && index <= count - Vector.scalarCount, "View: vector out of range")
    return UnsafeRawPointer(base + index).loadUnaligned(as: Vector.self)
  }

  @inlinable
  public func setVector(_ vector: Vector, at index: Int) {
    precondition(index >= 0 && index <= count - Vector.scalarCount, "View: vector out of range")
    UnsafeMutableRawPointer(base + index).storeBytes(of: vector, as: Vector.self)
  }
}
