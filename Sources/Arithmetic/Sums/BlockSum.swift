/// Sums of binary64 over rows or parameters, the same for any number of workers (rule 9).
///
/// The elements are cut into blocks of `blockSize`; a block is one chain in ascending index from
/// +0, and blocks are added along the `ReductionTree`. Whoever computes a block, the sum is the
/// same.
public enum BlockSum {
  public static let blockSize = 256

  @inlinable
  public static func blocks(count: Int) -> Int { (count + blockSize - 1) / blockSize }

  /// The elements of block `index` of `count` elements.
  @inlinable
  public static func range(ofBlock index: Int, count: Int) -> Range<Int> {
    let start = index * blockSize
    return start..<min(start + blockSize, count)
  }

  /// Adds partial sums along the tree over them; no partial sums make +0.
  public static func combine(_ blockSums: View<Double>) -> Double {
    guard blockSums.count > 0 else { return 0 }
    guard blockSums.count > 1 else { return blockSums[0] }
    let left = ReductionTree.leftLeaves(of: blockSums.count)
    return combine(blockSums[0..<left]) + combine(blockSums[left..<blockSums.count])
  }

  /// The sum of `term(index)` for 0 ≤ index < count.
  @inlinable
  public static func sum(count: Int, of term: (Int) -> Double) -> Double {
    let partial = Buffer<Double>(repeating: 0, count: blocks(count: count))
    for block in partial.view.indices {
      var chain = 0.0
      for index in range(ofBlock: block, count: count) { chain += term(index) }
      partial.view[block] = chain
    }
    return withExtendedLifetime(partial) { combine(partial.view) }
  }
}
