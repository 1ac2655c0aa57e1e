import Arithmetic
import Testing

@Suite struct ReductionTreeTests {
  @Test func `the left subtree holds the largest power of two below the leaves`() {
    for leaves in 2...300 {
      let left = ReductionTree.leftLeaves(of: leaves)
      #expect(left.nonzeroBitCount == 1 && left < leaves && 2 * left >= leaves)
    }
  }

  @Test func `subtrees within a range are nodes, in order, and cover it once`() {
    func nodes(_ node: Range<Int>) -> Set<Range<Int>> {
      guard node.count > 1 else { return [node] }
      let middle = node.lowerBound + ReductionTree.leftLeaves(of: node.count)
      return nodes(node.lowerBound..<middle).union(nodes(middle..<node.upperBound)).union([node])
    }
    for leaves in 1...40 {
      let all = nodes(0..<leaves)
      for start in 0...leaves {
        for end in start...leaves {
          let found = ReductionTree(leaves: leaves).subtrees(within: start..<end)
          #expect(found.flatMap { Array($0) } == Array(start..<end))
          #expect(found.allSatisfy { all.contains($0) })
          // The largest: no two of them are the children of one node inside the range.
          for (a, b) in zip(found, found.dropFirst()) {
            #expect(!all.contains(a.lowerBound..<b.upperBound))
          }
        }
      }
    }
  }

  @Test func `block sums equal the tree over chains of 256`() {
    let values = numbers(3000, seed: 5).map(Double.init)
    func node(_ blocks: Range<Int>) -> Double {
      guard blocks.count > 1 else {
        let start = blocks.lowerBound * 256
        return values[start..<min(start + 256, values.count)].reduce(0, +)
      }
      let middle = blocks.lowerBound + ReductionTree.leftLeaves(of: blocks.count)
      return node(blocks.lowerBound..<middle) + node(middle..<blocks.upperBound)
    }
    #expect(BlockSum.sum(count: values.count) { values[$0] } == node(0..<12))
    #expect(BlockSum.sum(count: 0) { values[$0] } == 0)
  }
}
