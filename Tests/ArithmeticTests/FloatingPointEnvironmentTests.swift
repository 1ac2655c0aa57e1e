import Arithmetic
import Glibc
import Testing

@Suite struct FloatingPointEnvironmentTests {
  @Test
  func `finds nothing wrong with a thread as it starts`() {
    #expect(FloatingPointEnvironment.deviation() == nil)
  }

  @Test(arguments: [FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO] as [Int32])
  func `finds another rounding direction`(direction: Int32) {
    fesetround(direction)
    let deviation = FloatingPointEnvironment.deviation()
    fesetround(FE_TONEAREST)
    #expect(deviation == .roundsOtherwise)
  }

  #if arch(x86_64)
    private static let flushToZero: UInt32 = 1 << 15
    private static let denormalsAreZero: UInt32 = 1 << 6

    @Test(arguments: [
      (flushToZero, FloatingPointEnvironment.Deviation.flushesSubnormalResults),
      (denormalsAreZero, .readsSubnormalOperandsAsZero),
    ])
    func `finds lost subnormals`(flag: UInt32, expected: FloatingPointEnvironment.Deviation) {
      var usual = fenv_t()
      fegetenv(&usual)
      var changed = usual
      changed.__mxcsr |= flag
      fesetenv(&changed)
      let deviation = FloatingPointEnvironment.deviation()
      fesetenv(&usual)
      #expect(deviation == expected)
    }
  #endif
}
