import Arithmetic
import Testing

@testable import Learning

@Suite struct TreeRootTests {
  static let elements = 5 * Vector.scalarCount

  /// Numbers of very different sizes, so that every order of addition has other bits.
  static func leaves(_ count: Int) -> [[Float]] {
    let stream = RandomStream(seed: UInt64(count), purpose: .synthesis)
    return (0..<count).map { leaf in
      (0..<elements).map { element in
        let index = UInt64(2 * (leaf * elements + element))
        let exponent = Int(stream.uniform(element: index + 1) * 20) - 10
        return (2 * stream.uniform(element: index) - 1)
          * Float(sign: .plus, exponent: exponent, significand: 1)
      }
    }
  }

  /// Rule 4 as it is written.
  static func node(_ range: Range<Int>, of leaves: [[Float]]) -> [Float] {
    guard range.count > 1 else { return leaves[range.lowerBound] }
    var left = 1
    while 2 * left < range.count { left *= 2 }
    let middle = range.lowerBound + left
    return zip(
      node(range.lowerBound..<middle, of: leaves), node(middle..<range.upperBound, of: leaves)
    ).map(+)
  }

  /// Compares the root over the subtrees of `parts` with the plain tree, in every slice.
  private func check(_ leaves: [[Float]], parts: [Range<Int>], expected: [UInt32]) {
    let tree = ReductionTree(leaves: leaves.count)
    let subtrees = parts.flatMap(tree.subtrees(within:))
    let nodes = subtrees.map { Buffer(copying: Self.node($0, of: leaves)) }
    let root = TreeRoot(tree: tree, subtrees: subtrees, nodes: nodes.map(\.view))
    let depth = max(1, root.program.depth)
    let scratch = Buffer<Float>(repeating: .nan, count: depth * SliceUpdate.blockCount)
    let waiting = Buffer(repeating: scratch.view, count: depth)
    withExtendedLifetime((nodes, root, scratch, waiting)) {
      let width = Vector.scalarCount
      for start in stride(from: 0, to: Self.elements, by: width) {
        for end in stride(from: start + width, through: Self.elements, by: width) {
          let children = root.program.children(
            at: start..<end, scratch: scratch.view, waiting: waiting.view)
          let found = stride(from: 0, to: end - start, by: width).flatMap { index in
            let sum = children.sum(at: index)
            return sum.indices.map { sum[$0].bitPattern }
          }
          #expect(
            found == Array(expected[start..<end]),
            "\(leaves.count) leaves over \(parts)")
        }
      }
      for (node, subtree) in zip(nodes, subtrees) {
        #expect(node.view.array() == Self.node(subtree, of: leaves), "a node was written to")
      }
    }
  }

  @Test(arguments: 1...40)
  func `the root does not depend on the cuts between workers`(shards: Int) {
    let leaves = Self.leaves(shards)
    let expected = Self.node(0..<shards, of: leaves).map(\.bitPattern)
    for cut in 0...shards { check(leaves, parts: [0..<cut, cut..<shards], expected: expected) }
    let stream = RandomStream(seed: UInt64(shards), purpose: .synthesis, major: 1)
    for trial in 0..<30 {
      // Up to 16 workers, some of them without shards.
      let cuts = (0..<trial % 16).map {
        Int(stream.integer(below: UInt64(shards + 1), element: UInt64(trial * 16 + $0)))
      }.sorted()
      check(
        leaves, parts: zip([0] + cuts, cuts + [shards]).map { $0..<$1 }, expected: expected)
    }
    check(leaves, parts: (0..<shards).map { $0..<$0 + 1 }, expected: expected)
  }

  @Test func `these leaves have other bits in another order`() {
    let leaves = Self.leaves(7)
    let chain = leaves.dropFirst().reduce(leaves[0]) { zip($0, $1).map(+) }
    #expect(chain != Self.node(0..<7, of: leaves))
  }
}
