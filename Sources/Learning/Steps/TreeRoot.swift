public import Arithmetic

/// Finishes the reduction tree: from the subtrees that workers published to the root.
///
/// The subtrees together hold every leaf once. The additions that remain are kept as a program in
/// postfix order, so that a slice of the root is computed block by block in the first cache.
public final class TreeRoot: Sendable {
  /// The additions, as workers run them: a view, so that handing it on counts no references.
  public struct Program: BitwiseCopyable, Sendable {
    fileprivate let instructions: View<Instruction>
    fileprivate let nodes: View<View<Float>>
    /// Blocks that wait at the same time.
    public let depth: Int
  }

  fileprivate enum Instruction: BitwiseCopyable, Sendable {
    case push(Int)
    case add
  }

  /// Valid as long as this object lives.
  public let program: Program
  private let instructions: Buffer<Instruction>
  private let nodes: Buffer<View<Float>>

  /// - Parameters:
  ///   - subtrees: ranges of leaves, ascending, each a node of the tree.
  ///   - nodes: the published sums, one per subtree, in the same order.
  public init(tree: ReductionTree, subtrees: [Range<Int>], nodes: [View<Float>]) {
    precondition(subtrees.count == nodes.count, "TreeRoot: a sum for each subtree")
    var instructions: [Instruction] = []
    var next = 0
    var (depth, deepest) = (0, 0)
    func visit(_ node: Range<Int>) {
      if next < subtrees.count && subtrees[next] == node {
        instructions.append(.push(next))
        next += 1
        depth += 1
        deepest = max(deepest, depth)
        return
      }
      precondition(node.count > 1, "TreeRoot: a leaf is missing")
      let middle = node.lowerBound + ReductionTree.leftLeaves(of: node.count)
      visit(node.lowerBound..<middle)
      visit(middle..<node.upperBound)
      instructions.append(.add)
      depth -= 1
    }
    visit(0..<tree.leaves)
    precondition(next == subtrees.count, "TreeRoot: subtrees overlap")
    self.instructions = Buffer(copying: instructions)
    self.nodes = Buffer(copying: nodes)
    program = Program(
      instructions: self.instructions.view, nodes: self.nodes.view, depth: deepest)
  }
}

extension TreeRoot.Program {
  /// The root at `range`, which is at most a block long, as its two children: their sum is left to
  /// who reads it.
  ///
  /// - Parameters:
  ///   - scratch: `depth` blocks.
  ///   - waiting: `depth` elements.
  @inline(__always)
  func children(
    at range: Range<Int>, scratch: View<Float>, waiting: View<View<Float>>
  ) -> RootChildren {
    let last = instructions.count - 1
    var count = 0
    for index in 0..<last {
      switch instructions[index] {
      case .push(let node):
        waiting[count] = nodes[node][range]
        count += 1
      case .add:
        count -= 1
        let (left, right) = (waiting[count - 1], waiting[count])
        let start = (count - 1) * SliceUpdate.blockCount
        let sum = scratch[start..<start + range.count]
        let length = sum.count
        precondition(
          left.count == length && right.count == length, "TreeRoot: lengths differ")
        var element = 0
        while element < length {
          sum.setVector(left.vector(at: element) + right.vector(at: element), at: element)
          element &+= Vector.scalarCount
        }
        waiting[count - 1] = sum
      }
    }
    guard case .push(let node) = instructions[last] else {
      return RootChildren(left: waiting[0], right: waiting[1])
    }
    return RootChildren(left: nodes[node][range], right: nil)
  }
}
