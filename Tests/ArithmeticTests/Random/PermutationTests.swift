import Arithmetic
import Testing

@Suite struct PermutationTests {
  private func permutation(_ count: Int, seed: UInt64 = 1, epoch: UInt64 = 0) -> [UInt32] {
    let order = Buffer<UInt32>(repeating: 99, count: count)
    return withExtendedLifetime(order) {
      RandomStream(seed: seed, purpose: .rowOrder, major: epoch).writePermutation(into: order.view)
      return order.view.array()
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 8, 33, 1000])
  func `is what its documentation describes`(count: Int) {
    let stream = RandomStream(seed: 1, purpose: .rowOrder, major: 3)
    var expected = (0..<UInt32(count)).map { $0 }
    for i in stride(from: count - 1, to: 0, by: -1) {
      expected.swapAt(i, Int(stream.integer(below: UInt64(i) + 1, element: UInt64(i))))
    }
    #expect(permutation(count, epoch: 3) == expected)
    #expect(permutation(count, epoch: 3).sorted() == (0..<UInt32(count)).map { $0 })
  }

  /// Words are drawn many at a time; these lengths go over the ends of several draws.
  @Test func `any number of elements is shuffled as one by one`() {
    let stream = RandomStream(seed: 5, purpose: .rowOrder, major: 2)
    for count in 1...1030 {
      var expected = (0..<UInt32(count)).map { $0 }
      for i in stride(from: count - 1, to: 0, by: -1) {
        expected.swapAt(i, Int(stream.integer(below: UInt64(i) + 1, element: UInt64(i))))
      }
      #expect(permutation(count, seed: 5, epoch: 2) == expected, "\(count) elements")
    }
  }

  @Test
  func `has the same order on every machine`() {
    #expect(permutation(10) == [3, 6, 4, 5, 0, 7, 9, 8, 1, 2])
    #expect(permutation(10, epoch: 1) == [0, 6, 7, 2, 3, 5, 4, 1, 9, 8])
    #expect(permutation(10, seed: 2) == [3, 6, 4, 9, 2, 8, 5, 0, 7, 1])
  }

  @Test
  func `takes every order equally often`() {
    var counts: [[UInt32]: Int] = [:]
    for epoch in 0..<6000 as Range<UInt64> { counts[permutation(3, epoch: epoch), default: 0] += 1 }
    #expect(counts.count == 6)
    // Mean 1000, standard deviation 29.
    #expect(counts.values.allSatisfy { $0 > 870 && $0 < 1130 })
  }
}
