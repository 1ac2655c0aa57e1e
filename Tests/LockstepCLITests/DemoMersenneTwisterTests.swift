import Testing

@testable import LockstepCLI

/// Expected values are those of CPython 3.11:
/// `g = random.Random(seed); [g.getrandbits(32) for _ in range(3)]; g.random()`.
@Suite struct DemoMersenneTwisterTests {
  @Test(
    arguments: [
      (0, [3_626_764_237, 1_654_615_998, 3_255_389_356], 0.890243920837131),
      (3, [1_022_050_301, 2_545_373_330, 2_337_446_730], 0.13042279608514273),
      (5489, [3_382_763_572, 956_215_839, 417_760_592], 0.03867433200478232),
      // Two words of seed.
      (1_099_511_627_783, [2_635_837_658, 3_209_733_218, 3_500_038_837], 0.937932416386988),
    ] as [(UInt64, [UInt32], Double)])
  func `a seed gives the words of CPython`(seed: UInt64, words: [UInt32], random: Double) {
    var generator = MersenneTwister(seed: seed)
    #expect((0..<3).map { _ in generator.next() } == words)
    #expect(generator.random() == random)
  }

  /// `sum(i * g.getrandbits(32) for i in range(2000)) % 2**64`
  @Test func `words stay those of CPython over several twists of the state`() {
    var generator = MersenneTwister(seed: 42)
    let sum = (0..<2000 as Range<UInt64>).reduce(0) { $0 &+ $1 &* UInt64(generator.next()) }
    #expect(sum == 4_397_185_150_910_191)
  }

  @Test func `the demo's first parameters and orders of rows are the article's`() {
    var generator = MersenneTwister(seed: 0)
    let parameters = generator.uniform(within: 0.01, count: 124)
    #expect(parameters.count == 124)
    #expect(
      parameters.prefix(4) == [0.006888437, 0.005159088, -0.0015885684, -0.004821665])
    var rows = Array(0..<200)
    generator.shuffle(&rows)
    #expect(rows.prefix(12) == [26, 114, 190, 60, 74, 50, 178, 193, 58, 29, 124, 141])
    generator.shuffle(&rows)
    #expect(rows.prefix(5) == [132, 141, 93, 80, 178])
    #expect(rows.sorted() == Array(0..<200))
  }
}
