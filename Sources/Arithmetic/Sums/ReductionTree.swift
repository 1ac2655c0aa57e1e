/// The fixed binary tree along which partial results are added.
///
/// One leaf is itself. Of n > 1 leaves the first m, m the largest power of two below n, form the
/// left subtree and the rest the right one; a node is left + right. The tree depends on the number
/// of leaves alone: workers decide who computes a leaf, never where it is added.
@frozen
public struct ReductionTree: Equatable, Sendable {
  public let leaves: Int

  @inlinable
  public init(leaves: Int) {
    precondition(leaves > 0, "ReductionTree: a tree has at least one leaf")
    self.leaves = leaves
  }

  /// How many of `leaves` > 1 leaves form the left subtree: the largest power of two below it.
  @inlinable
  public static func leftLeaves(of leaves: Int) -> Int {
    1 << (Int.bitWidth - 1 - (leaves - 1).leadingZeroBitCount)
  }

  /// The largest subtrees that lie inside `range`, as ranges of leaves in ascending order.
  ///
  /// - Complexity: at most about 2·log₂(leaves) subtrees.
  public func subtrees(within range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    collect(0..<leaves, within: range, into: &found)
    return found
  }

  private func collect(_ node: Range<Int>, within range: Range<Int>, into found: inout [Range<Int>])
  {
    guard node.overlaps(range) else { return }
    if range.lowerBound <= node.lowerBound && node.upperBound <= range.upperBound {
      found.append(node)
      return
    }
    let middle = node.lowerBound + Self.leftLeaves(of: node.count)
    collect(node.lowerBound..<middle, within: range, into: &found)
    collect(middle..<node.upperBound, within: range, into: &found)
  }
}
