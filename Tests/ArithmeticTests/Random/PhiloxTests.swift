import Arithmetic
import Testing

@Suite struct PhiloxTests {
  /// Lines "philox4x32 10" of the file kat_vectors of Random123 1.14.
  @Test
  func `gives the published blocks`() {
    let zeros = Philox(key: 0).block(SIMD4(0, 0, 0, 0))
    #expect(zeros == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox(key: .max).block(SIMD4(repeating: .max))
    #expect(ones == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox(key: 0x299f_31d0_a409_3822).block(
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
    #expect(pi == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test(arguments: [0, 5, 0xffff_fffc, 0x0000_7fff_ffff_fffa, UInt64.max - 3])
  func `gives eight blocks at once as it gives them one by one`(low: UInt64) {
    let philox = Philox(key: 0x0123_4567_89ab_cdef)
    let high: UInt64 = 0xfedc_ba98_7654_3210
    let words = philox.blocks(low: low, high: high)
    for block in 0..<Philox.blocksAtOnce {
      let counter = low &+ UInt64(block)
      let expected = philox.block(
        SIMD4(
          UInt32(truncatingIfNeeded: counter), UInt32(counter >> 32),
          UInt32(truncatingIfNeeded: high), UInt32(high >> 32)))
      for word in 0..<4 { #expect(words[4 * block + word] == expected[word]) }
    }
  }
}
