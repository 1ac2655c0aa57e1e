public import Arithmetic

/// Finishes the reduction tree: from the subtrees that workers published to the root.
///
/// The subtrees together hold every leaf once. The additions that remain are kept as a program in
/// postfix order, so that a slice of the root is computed block by block in the first cache.
public struct TreeRoot: Sendable {
  private enum Instruction: BitwiseCopyable, Sendable {
    case push(Int)
    case add
  }

  private let program: Buffer<Instruction>
  private let nodes: Buffer<View<Float>>
  private let single: Bool
  /// Blocks that wait at the same time.
  public let depth: Int

  /// - Parameters:
  ///   - subtrees: ranges of leaves, ascending, each a node of the tree.
  ///   - nodes: the published sums, one per subtree, in the same order.
  public init(tree: ReductionTree, subtrees: [Range<Int>], nodes: [View<Float>]) {
    precondition(subtrees.count == nodes.count, "TreeRoot: a sum for each subtree")
    var program: [Instruction] = []
    var next = 0
    var (depth, deepest) = (0, 0)
    func visit(_ node: Range<Int>) {
      if next < subtrees.count && subtrees[next] == node {
        program.append(.push(next))
        next += 1
        depth += 1
        deepest = max(deepest, depth)
        return
      }
      precondition(node.count > 1, "TreeRoot: a leaf is missing")
      let middle = node.lowerBound + ReductionTree.leftLeaves(of: node.count)
      visit(node.lowerBound..<middle)
      visit(middle..<node.upperBound)
      program.append(.add)
      depth -= 1
    }
    visit(0..<tree.leaves)
    precondition(next == subtrees.count, "TreeRoot: subtrees overlap")
    self.program = Buffer(copying: program)
    self.nodes = Buffer(copying: nodes)
    self.depth = deepest
    single = nodes.count == 1
  }

  /// The root at `range`, which is at most a block long.
  ///
  /// - Parameter scratch: `depth` blocks.
  func sum(at range: Range<Int>, scratch: View<Float>) -> View<Float> {
    if single { return nodes.view[0][range] }
    let stride = SliceUpdate.blockCount
    let count = range.count
    var waiting = 0
    for index in program.view.indices {
      switch program.view[index] {
      case .push(let node):
        scratch[waiting * stride..<waiting * stride + count].copy(from: nodes.view[node][range])
        waiting += 1
      case .add:
        waiting -= 1
        let left = scratch[(waiting - 1) * stride..<(waiting - 1) * stride + count]
        let right = scratch[waiting * stride..<waiting * stride + count]
        for element in Swift.stride(from: 0, to: count, by: Vector.scalarCount) {
          left.setVector(left.vector(at: element) + right.vector(at: element), at: element)
        }
      }
    }
    return scratch[0..<count]
  }
}
