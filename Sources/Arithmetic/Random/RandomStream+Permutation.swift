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
    // Many words at a time, so that their blocks are computed side by side in vectors.
    var words = InlineArray<256, UInt32>(repeating: 0)
    var firstWord = count
    for position in stride(from: count - 1, through: 1, by: -1) {
      if position < firstWord {
        firstWord = position / words.count * words.count
        fill(&words, fromBlock: UInt64(firstWord) >> 2)
      }
      let element = UInt64(position)
      let other = Int(
        integer(below: element + 1, element: element, firstWord: words[position - firstWord]))
      let moved = order[position]
      order[position] = order[other]
      order[other] = moved
    }
  }

  /// Writes the words of whole blocks.
  @inlinable @inline(__always)
  func fill(_ words: inout InlineArray<256, UInt32>, fromBlock first: UInt64) {
    for block in 0..<words.count / 4 {
      let counter = first &+ UInt64(truncatingIfNeeded: block)
      var state = Philox.State(x0: counter, x1: counter >> 32, x2: high, x3: high >> 32)
      philox.encrypt(&state)
      words[unchecked: 4 &* block] = UInt32(truncatingIfNeeded: state.x0)
      words[unchecked: 4 &* block &+ 1] = UInt32(truncatingIfNeeded: state.x1)
      words[unchecked: 4 &* block &+ 2] = UInt32(truncatingIfNeeded: state.x2)
      words[unchecked: 4 &* block &+ 3] = UInt32(truncatingIfNeeded: state.x3)
    }
  }
}
