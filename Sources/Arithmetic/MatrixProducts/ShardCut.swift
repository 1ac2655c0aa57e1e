/// How the rows of a minibatch are cut into shards, the leaves of the reduction tree.
///
/// Every shard has `rowsPerShard` rows but the last, which has what is left. The cut depends on the
/// configuration alone, never on the workers.
@frozen
public struct ShardCut: Equatable, Sendable {
  public let rows: Int
  public let rowsPerShard: Int

  @inlinable
  public init(rows: Int, rowsPerShard: Int) {
    precondition(
      rows > 0 && rowsPerShard > 0 && rows < 1 << 40 && rowsPerShard < 1 << 20,
      "ShardCut: no rows or shards, or too many")
    self.rows = rows
    self.rowsPerShard = rowsPerShard
  }

  @inlinable
  public var shards: Int {
    // Without the division, which the smallest steps would notice.
    rows <= rowsPerShard ? 1 : (rows + rowsPerShard - 1) / rowsPerShard
  }

  /// The rows of the minibatch in the shards `range`.
  @inlinable
  public func rows(ofShards range: Range<Int>) -> Range<Int> {
    let end = min(range.upperBound &* rowsPerShard, rows)
    return min(range.lowerBound &* rowsPerShard, end)..<end
  }
}
