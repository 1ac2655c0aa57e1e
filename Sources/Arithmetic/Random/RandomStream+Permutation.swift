extension RandomStream {
  /// Writes a random permutation of 0..<n, n = `order.count` ≤ 2³², each of the n! equally likely up to
  /// the 2⁶⁴ seeds.
  ///
  /// Fisher and Yates from the end (Knuth, TAOCP 2, algorithm 3.4.2P): start with order[i] = i; for
  /// i = n − 1, n − 2, …, 1 swap order[i] with order[j], j = `integer(below: i + 1, element: i)`.
  ///
  /// The order of rows of an epoch is this permutation with purpose `rowOrder` and the epoch, from 0
  /// on, as major.
  @inlinable
  public func writePermutation(into order: View<UInt32>) {
    let count = order.count
    precondition(count <= 1 << 32, "RandomStream: permutation of more than 2³²")
    for position in 0..<count { order[position] = UInt32(truncatingIfNeeded: position) }
    guard count > 1 else { return }
    // Four positions share a block.
    var block = SIMD4<UInt32>()
    for position in stride(from: count - 1, through: 1, by: -1) {
      let element = UInt64(position)
      if position & 3 == 3 || position == count - 1 { block = words(index: element >> 2) }
      let other = Int(
        integer(below: element + 1, element: element, firstWord: block[position & 3]))
      let moved = order[position]
      order[position] = order[other]
      order[other] = moved
    }
  }
}
