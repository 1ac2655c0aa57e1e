/// Blocks of neighbouring shards, each a subtree of the reduction tree: their rows fit the first cache.
///
/// Sums of blocks wait for their siblings like those of shards: after block i as many subtrees wait
/// as i + 1 has bits, the largest lowest.
struct ShardBlocks {
  let cut: ShardCut
  let count: Int
  private let shardsOfBlock: Int

  /// - Parameter mostRows: of a block, unless a shard alone has more.
  init(_ cut: ShardCut, mostRows: Int) {
    self.cut = cut
    guard cut.rows > mostRows else {
      // Without the divisions, which the smallest steps would notice.
      (count, shardsOfBlock) = (1, cut.shards)
      return
    }
    // The largest power of two of shards that fits.
    let most = max(1, mostRows / cut.rowsPerShard)
    shardsOfBlock = 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount)
    count = (cut.shards + shardsOfBlock - 1) / shardsOfBlock
  }

  @inline(__always)
  func rows(ofBlock index: Int) -> Range<Int> {
    cut.rows(ofShards: index &* shardsOfBlock..<(index &+ 1) &* shardsOfBlock)
  }

  /// Subtrees that wait before block `index`.
  @inline(__always)
  func waiting(beforeBlock index: Int) -> Int { index.nonzeroBitCount }

  /// How many of them the block completes: those that its trailing ones count; the last, all.
  @inline(__always)
  func completed(byBlock index: Int) -> Int {
    index &+ 1 == count ? index.nonzeroBitCount : (~index).trailingZeroBitCount
  }
}
