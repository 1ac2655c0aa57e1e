import Arithmetic
import Testing

@Suite struct RandomStreamTests {
  private let stream = RandomStream(seed: 42, purpose: .dropout, major: 0x0012_3456_789a_bcde)

  @Test
  func `counts as documented`() {
    let words = stream.words(index: 0x0000_89ab_cdef_0123, attempt: 0x4567)
    let expected = Philox(key: 42).block(
      SIMD4(0xcdef_0123, 0x4567_89ab, 0x789a_bcde, 0x1234_5603))
    #expect(words == expected)
    #expect(stream.word(element: 4 * 77 + 2) == stream.words(index: 77)[2])
  }

  @Test
  func `cuts words to uniform numbers`() {
    for element in 0..<64 as Range<UInt64> {
      let expected = Float(stream.word(element: element) / 256) / 16_777_216
      #expect(stream.uniform(element: element) == expected)
      let high = UInt64(stream.word(element: 2 * element))
      let low = UInt64(stream.word(element: 2 * element + 1))
      let expectedDouble = Double((high << 32 + low) / 2048) / 9_007_199_254_740_992
      #expect(stream.uniformDouble(pair: element) == expectedDouble)
    }
  }

  @Test(arguments: 0..<9 as Range<UInt64>)
  func `fills a range as its elements one by one, for every length and offset`(first: UInt64) {
    for count in 0...70 {
      let guardValue: Float = -7
      let buffer = Buffer<Float>(repeating: guardValue, count: count + 2)
      let view = buffer.view[1..<(count + 1)]
      defer { withExtendedLifetime(buffer) {} }
      stream.fillUniform(view, from: first)
      for index in 0..<count {
        #expect(view[index] == stream.uniform(element: first + UInt64(index)))
      }
      stream.fillKeepMask(view, from: first, probability: 0.4, kept: 2.5)
      for index in 0..<count {
        let isKept = stream.uniform(element: first + UInt64(index)) < 0.4
        #expect(view[index].bitPattern == (isKept ? 2.5 as Float : 0).bitPattern)
      }
      #expect(buffer.view[0] == guardValue && buffer.view[count + 1] == guardValue)
    }
  }

  /// A carry from the low word of the counter to the high one, and the last elements of all.
  @Test(arguments: [4 * (1 << 32 - 5) + 1, RandomStream.elements - 70] as [UInt64])
  func `fills across the words of a counter`(first: UInt64) {
    let buffer = Buffer<Float>(repeating: -7, count: 70)
    defer { withExtendedLifetime(buffer) {} }
    stream.fillUniform(buffer.view, from: first)
    for index in buffer.view.indices {
      #expect(buffer.view[index] == stream.uniform(element: first + UInt64(index)))
    }
  }

  @Test
  func `keeps a number only below the probability`() {
    let buffer = Buffer<Float>(repeating: -7, count: 8)
    defer { withExtendedLifetime(buffer) {} }
    for index in buffer.view.indices {
      let uniform = stream.uniform(element: UInt64(index))
      stream.fillKeepMask(buffer.view, from: 0, probability: uniform, kept: 3)
      #expect(buffer.view[index] == 0)
      stream.fillKeepMask(buffer.view, from: 0, probability: uniform.nextUp, kept: 3)
      #expect(buffer.view[index] == 3)
    }
  }

  @Test
  func `keeps none, all and about the asked share`() {
    let buffer = Buffer<Float>(repeating: -1, count: 10_000)
    let mask = buffer.view
    defer { withExtendedLifetime(buffer) {} }
    stream.fillKeepMask(mask, from: 0, probability: 0, kept: 1)
    #expect(mask.array().allSatisfy { $0.bitPattern == 0 })
    stream.fillKeepMask(mask, from: 0, probability: 1, kept: 1)
    #expect(mask.array().allSatisfy { $0 == 1 })
    stream.fillKeepMask(mask, from: 0, probability: 0.8, kept: 1.25)
    // Mean 8000, standard deviation 40.
    let kept = mask.array().count { $0 == 1.25 }
    #expect(kept > 7800 && kept < 8200)
  }

  @Test
  func `tells seeds, purposes and epochs apart`() {
    var seen = Set<SIMD4<UInt32>>()
    for seed in [0, 1, 1 << 32] as [UInt64] {
      for purpose in RandomPurpose.allCases {
        for major in [0, 1, 1 << 32, 1 << 55] as [UInt64] {
          seen.insert(RandomStream(seed: seed, purpose: purpose, major: major).words(index: 0))
        }
      }
    }
    #expect(seen.count == 3 * RandomPurpose.allCases.count * 4)
  }

  /// With bound = 2³¹ + 1 half of all words are rejected.
  @Test
  func `rejects words as documented`() {
    let bound: UInt64 = 1 << 31 + 1
    var retried = 0
    for element in 0..<400 as Range<UInt64> {
      var attempt: UInt16 = 0
      var product = UInt64(stream.words(index: element / 4)[Int(element % 4)]) * bound
      while product % (1 << 32) < (1 << 32) % bound {
        attempt += 1
        product =
          UInt64(stream.words(index: element / 4, attempt: attempt)[Int(element % 4)]) * bound
      }
      retried += attempt > 0 ? 1 : 0
      #expect(stream.integer(below: bound, element: element) == UInt32(product >> 32))
    }
    #expect(retried > 150 && retried < 250)
  }

  @Test
  func `draws integers evenly up to both ends of the range of bounds`() {
    var counts = [Int](repeating: 0, count: 6)
    for element in 0..<6000 as Range<UInt64> {
      counts[Int(stream.integer(below: 6, element: element))] += 1
      #expect(stream.integer(below: 1, element: element) == 0)
      #expect(stream.integer(below: 1 << 32, element: element) == stream.word(element: element))
    }
    // Mean 1000, standard deviation 29.
    #expect(counts.allSatisfy { $0 > 870 && $0 < 1130 })
  }
}
