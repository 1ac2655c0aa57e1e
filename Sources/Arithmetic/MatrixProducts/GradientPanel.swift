internal import CInstructionSet

/// A block of shards' share of one panel of `leftᵀ · right`, folded along the reduction tree: the
/// gradient of weights, or of their transpose.
///
/// Two shards are computed side by side and added in registers: a tile is half as high as that of
/// a product, and half as many sums are stored to wait on the stack. (With an earlier tile one shard
/// at a time made the gradient of `mnist` take 1.1 times as long; not measured again since.)
struct GradientPanel: TileJob {
  let rows: Int
  let left: UnsafeMutablePointer<Float>
  let leftPitch: Int
  let right: UnsafeMutablePointer<Float>
  let rightPitch: Int
  let cut: ShardCut
  let output: UnsafeMutablePointer<Float>
  let width: Int
  /// Sums of shards that wait for their sibling, one tile each.
  let stack: UnsafeMutablePointer<Float>
  /// Sums of blocks that wait, one panel each; the first waits in `output`.
  let blockStack: UnsafeMutablePointer<Float>
  let waitingBlocks: Int
  /// How many of them this block completes.
  let completedBlocks: Int

  /// A shard alone has no other beside it.
  var accumulatorsPerElement: Int { cut.rows <= cut.rowsPerShard ? 1 : 2 }

  @inline(never)
  func compute<T: Tile>(_: T.Type, row: Int) {
    let level = T.rows &* width
    let shards = cut.shards
    let target = block(waitingBlocks &- completedBlocks) + row &* width
    T.prefetchForWriting(target, stride: width)
    var shard = 0
    while shard < shards {
      let first = shard &* cut.rowsPerShard
      let left = left + first &* leftPitch + row
      let right = right + first &* rightPitch
      let areTwo = first &+ 2 &* cut.rowsPerShard <= cut.rows
      var sum = T()
      if areTwo {
        let depth = cut.rowsPerShard
        var second = T()
        var (left, right) = (left, right)
        for _ in 0..<depth {
          lockstep_keep_loop()
          sum.addProducts(left, stride: 1, T.Row(at: right))
          second.addProducts(
            left + depth &* leftPitch, stride: 1, T.Row(at: right + depth &* rightPitch))
          left += leftPitch
          right += rightPitch
        }
        second.add(left: sum)
        sum = second
      } else {
        sum.accumulate(
          depth: min(cut.rowsPerShard, cut.rows &- first), left: left, rowStride: 1,
          depthStride: leftPitch, right: right, rightStride: rightPitch)
      }
      // Subtrees wait on the stack, the largest lowest, one for each bit set in `shard`. A shard
      // completes those that its trailing ones count; the last shard completes all.
      let last = areTwo ? shard &+ 1 : shard
      let isLast = last &+ 1 == shards
      var waiting = shard.nonzeroBitCount
      var completed = isLast ? waiting : (~last).trailingZeroBitCount &- (last &- shard)
      while completed > 0 {
        waiting &-= 1
        completed &-= 1
        sum.add(left: T(at: stack + waiting &* level, stride: width))
      }
      if isLast {
        var waitingBlocks = waitingBlocks
        while waitingBlocks > self.waitingBlocks &- completedBlocks {
          waitingBlocks &-= 1
          sum.add(left: T(at: block(waitingBlocks) + row &* width, stride: width))
        }
        sum.store(to: target, stride: width)
      } else {
        sum.store(to: stack + waiting &* level, stride: width)
      }
      shard = last &+ 1
    }
  }

  /// Where the sum of blocks with `index` others below it waits; the last goes where the first was.
  @inline(__always)
  private func block(_ index: Int) -> UnsafeMutablePointer<Float> {
    index == 0 ? output : blockStack + (index &- 1) &* rows &* width
  }
}
