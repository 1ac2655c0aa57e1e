public import Arithmetic

/// A subtree of the reduction tree that one worker computes, and where it publishes the sum.
public struct SubtreeSum: BitwiseCopyable, Sendable {
  private let firstShard: Int
  private let endShard: Int
  /// As long as the parameters.
  public let sum: View<Float>

  /// - Parameter shards: the leaves, a node of the tree over the minibatch's shards.
  public init(shards: Range<Int>, sum: View<Float>) {
    firstShard = shards.lowerBound
    endShard = shards.upperBound
    self.sum = sum
  }

  public var shards: Range<Int> { firstShard..<endShard }
}
