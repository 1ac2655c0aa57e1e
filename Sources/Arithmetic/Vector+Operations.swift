public import CInstructionSet

extension Vector {
  /// √x of every lane, correctly rounded; NaN for x < 0, and −0 for −0.
  ///
  /// Takes the place of the standard library's, which goes lane by lane.
  @inlinable @inline(__always)
  public var squareRoots: Vector { lockstep_square_root(self) }

  /// Whether any lane is something else than a zero; a NaN is.
  @inlinable @inline(__always)
  public var hasNonzero: Bool { lockstep_has_nonzero(self) }

  /// The lanes where those of `gate` are above 0 or NaN, and +0 elsewhere.
  @inlinable @inline(__always)
  public func whereAboveZero(_ gate: Vector) -> Vector { lockstep_where_above_zero(self, gate) }
}
