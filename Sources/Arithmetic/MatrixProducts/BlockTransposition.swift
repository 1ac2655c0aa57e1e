public import CInstructionSet

/// Transposes blocks of at most `Vector.scalarCount` rows and columns in registers.
public enum BlockTransposition {
  /// `target[c][r] = source[r][c]`, and 0 for the r from `rows` to the end of the vector.
  ///
  /// - Parameters:
  ///   - source: `rows` rows, each of which holds a whole vector, `sourceStride` elements apart.
  ///   - target: `columns` rows of a whole vector each, `targetStride` elements apart.
  ///   - rows, columns: at most `Vector.scalarCount`.
  /// - Complexity: about lanes · log₂(lanes) instructions, whatever the block's size.
  @inlinable @inline(__always)
  public static func copy(
    _ source: View<Float>, sourceStride: Int, rows: Int, into target: View<Float>,
    targetStride: Int, columns: Int
  ) {
    let lanes = Vector.scalarCount
    precondition(
      rows > 0 && columns > 0 && rows <= lanes && columns <= lanes && sourceStride >= 0
        && targetStride >= 0 && source.count >= (rows - 1) * sourceStride + lanes
        && target.count >= (columns - 1) * targetStride + lanes, "BlockTransposition: too small")
    lockstep_transpose(source.base, sourceStride, rows, target.base, targetStride, columns)
  }
}
