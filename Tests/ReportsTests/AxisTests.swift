import Testing

@testable import Reports

@Suite struct `Axes` {
  private static func ticks(
    _ domain: ClosedRange<Double>, _ scale: Axis.Scale = .linear, most: Int, areWhole: Bool = false
  ) -> [Double] {
    Axis(scale: scale, domain: domain, ends: (0, 1)).ticks(most: most, areWhole: areWhole)
  }

  @Test func `ticks are round`() {
    #expect(Self.ticks(0...4.2, most: 9) == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4])
    #expect(Self.ticks(0...2.1, most: 9, areWhole: true) == [0, 1, 2])
    #expect(Self.ticks(0...7000, most: 7) == [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000])
    #expect(Self.ticks(0...0.5, most: 5).count == 6)
    #expect(Self.ticks(0.9...37, .binaryLogarithmic, most: 9) == [1, 2, 4, 8, 16, 32])
    #expect(Self.ticks(0.2...1.5, .binaryLogarithmic, most: 9) == [0.25, 0.5, 1])
    #expect(Self.ticks(0.9...1100, .binaryLogarithmic, most: 6) == [1, 4, 16, 64, 256, 1024])
    #expect(
      Self.ticks(0.001...100, .decimalLogarithmic, most: 9) == [0.001, 0.01, 0.1, 1, 10, 100])
    #expect(Self.ticks(1e-9...5, .decimalLogarithmic, most: 4) == [1e-9, 1e-6, 1e-3, 1])
    #expect(Self.ticks(2...9, .decimalLogarithmic, most: 9) == [])
  }

  @Test func `ticks are never too many, and inside`() {
    for scale in [Axis.Scale.linear, .binaryLogarithmic, .decimalLogarithmic] {
      for upper in [1.0, 1.7, 2.3, 9.99, 10, 64, 1e3, 12345, 1e6, 1e12] {
        for most in 3...10 {
          let ticks = Self.ticks(0.5...upper, scale, most: most)
          #expect(ticks.count <= most + 1)
          #expect(ticks.allSatisfy { 0.5 <= $0 && $0 <= upper })
        }
      }
    }
  }

  @Test func `positions go from end to end`() {
    let linear = Axis(scale: .linear, domain: 0...8, ends: (400, 100))
    #expect([0, 4, 8].map(linear.position) == [400, 250, 100])
    let logarithmic = Axis(scale: .binaryLogarithmic, domain: 1...16, ends: (10, 50))
    #expect([1, 2, 4, 8, 16].map(logarithmic.position) == [10, 20, 30, 40, 50])
    let decimal = Axis(scale: .decimalLogarithmic, domain: 0.01...10, ends: (10, 40))
    for (value, position) in zip([0.01, 0.1, 1, 10], [10.0, 20, 30, 40]) {
      #expect(abs(decimal.position(value) - position) < 1e-4)
    }
  }
}
