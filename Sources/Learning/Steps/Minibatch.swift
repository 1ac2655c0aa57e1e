public import Arithmetic

/// The rows of one step: which rows of the data, in which order, cut into which shards.
public struct Minibatch: BitwiseCopyable, Sendable {
  /// Rows of the data, the minibatch's in order.
  public let order: View<UInt32>
  public let cut: ShardCut
  /// Counted from 0 over the whole run; dropout masks are a function of it.
  public let step: Int

  /// The rows of the minibatch that comes next, to be brought near meanwhile; empty if unknown.
  public let following: View<UInt32>

  public init(
    order: View<UInt32>, rowsPerShard: Int, step: Int, following: View<UInt32>? = nil
  ) {
    self.order = order
    cut = ShardCut(rows: order.count, rowsPerShard: rowsPerShard)
    self.step = step
    self.following = following ?? order[0..<0]
  }
}
