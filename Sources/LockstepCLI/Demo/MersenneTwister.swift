/// The random numbers of CPython's `random.Random(seed)`, with which the article's demo drew its
/// data, its first weights and the order of its rows.
///
/// MT19937 (Matsumoto and Nishimura, 1998, "Mersenne Twister", DOI 10.1145/272991.272995), seeded
/// by their `init_by_array`. Only for replaying the demo; training draws from counters.
struct MersenneTwister {
  private static let count = 624
  private static let shift = 397

  private var state: [UInt32]
  /// The next word of `state` to hand out.
  private var index = MersenneTwister.count

  /// - Parameter seed: its 32-bit words, lowest first, are the key; 0 is a key of one word.
  init(seed: UInt64) {
    let words = [UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)]
    let key = words[1] == 0 ? [words[0]] : words
    let count = Self.count

    state = [19_650_218]
    for i in 1..<count {
      let last = state[i - 1]
      state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(i))
    }
    // Once around the state with the key, once without, each from where the other ended.
    var i = 1
    func advance(_ state: inout [UInt32]) {
      i += 1
      if i == count {
        state[0] = state[count - 1]
        i = 1
      }
    }
    for step in 0..<count {
      let last = state[i - 1]
      let j = step % key.count
      state[i] = (state[i] ^ (last ^ last >> 30) &* 1_664_525) &+ key[j] &+ UInt32(j)
      advance(&state)
    }
    for _ in 1..<count {
      let last = state[i - 1]
      state[i] = (state[i] ^ (last ^ last >> 30) &* 1_566_083_941) &- UInt32(i)
      advance(&state)
    }
    state[0] = 0x8000_0000
  }

  /// 32 random bits.
  mutating func next() -> UInt32 {
    if index == Self.count { twist() }
    var word = state[index]
    index += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9D2C_5680
    word ^= word << 15 & 0xEFC6_0000
    return word ^ word >> 18
  }

  /// `random()`: a multiple of 2⁻⁵³ in [0, 1).
  mutating func random() -> Double {
    let high = next() >> 5
    let low = next() >> 6
    return (Double(high) * 0x1p26 + Double(low)) * 0x1p-53
  }

  /// `uniform(-bound, bound)`, rounded to single precision, `count` times.
  mutating func uniform(within bound: Double, count: Int) -> [Float] {
    (0..<count).map { _ in Float(-bound + (bound + bound) * random()) }
  }

  /// `shuffle`: Fisher and Yates, from the end.
  mutating func shuffle(_ elements: inout [Int]) {
    for i in elements.indices.dropFirst().reversed() { elements.swapAt(i, below(i + 1)) }
  }

  /// `randrange(bound)`: as many bits as `bound` has, drawn until they are below it.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0 && bound <= UInt32.max, "MersenneTwister: a bound of 0 or of 33 bits")
    let unusedBits = UInt32(bound).leadingZeroBitCount
    while true {
      let value = Int(next() >> unusedBits)
      if value < bound { return value }
    }
  }

  private mutating func twist() {
    for i in 0..<Self.count {
      let word =
        state[i] & 0x8000_0000 | state[(i + 1) % Self.count] & 0x7FFF_FFFF
      state[i] =
        state[(i + Self.shift) % Self.count] ^ word >> 1 ^ (word & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    index = 0
  }
}
