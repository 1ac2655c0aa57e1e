extension RandomStream {
  /// Writes uniform numbers in [0, 1): destination i becomes `uniform(element: first + i)`.
  ///
  /// - Complexity: 0.6 ns an element with AVX-512, 1 ns with AVX2.
  @inlinable
  public func fillUniform(_ destination: View<Float>, from first: UInt64) {
    fill(destination, from: first) { Self.uniform($0) }
  }

  /// Writes `kept` where `uniform(element: first + i)` < `probability`, and +0 elsewhere.
  ///
  /// Dropout multiplies by this: probability 1 − p and kept 1⁄(1 − p).
  @inlinable
  public func fillKeepMask(
    _ destination: View<Float>, from first: UInt64, probability: Float, kept: Float
  ) {
    fill(destination, from: first) { Self.uniform($0) < probability ? kept : 0 }
  }

  /// Writes `transform(word(element: first + i))`.
  @inlinable @inline(__always)
  func fill(
    _ destination: View<Float>, from first: UInt64, _ transform: (UInt32) -> Float
  ) {
    let count = destination.count
    precondition(
      first <= Self.elements && UInt64(count) <= Self.elements - first,
      "RandomStream: elements beyond 2⁵⁰")
    let base = destination.base
    // Elements of a block that is not written whole.
    let head = min(count, Int(truncatingIfNeeded: (4 &- first) & 3))
    for index in 0..<head { base[index] = transform(word(element: first + UInt64(index))) }
    let blocks = (count - head) / 4
    let firstBlock = (first + UInt64(head)) >> 2
    let body = base + head
    for block in 0..<blocks {
      let counter = firstBlock &+ UInt64(truncatingIfNeeded: block)
      var state = Philox.State(x0: counter, x1: counter >> 32, x2: high, x3: high >> 32)
      philox.encrypt(&state)
      let group = body + 4 &* block
      group[0] = transform(UInt32(truncatingIfNeeded: state.x0))
      group[1] = transform(UInt32(truncatingIfNeeded: state.x1))
      group[2] = transform(UInt32(truncatingIfNeeded: state.x2))
      group[3] = transform(UInt32(truncatingIfNeeded: state.x3))
    }
    for index in (head + 4 * blocks)..<count {
      base[index] = transform(word(element: first + UInt64(index)))
    }
  }
}
