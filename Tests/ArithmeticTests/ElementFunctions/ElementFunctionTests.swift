import Arithmetic
import TestSupport
import Testing

@Suite struct ElementFunctionTests {
  @Test(arguments: MeasuredFunction.all)
  func `stays within its documented error over all magnitudes`(function: MeasuredFunction) {
    var worst = Worst()
    measure(function, patterns: stride(from: 0, through: UInt32.max - 4093, by: 4093), &worst)
    print("\(function.name): at most \(worst.units) ulp, at \(worst.argument)")
    #expect(worst.units <= function.bound, "at \(worst.argument)")
  }

  @Test(arguments: MeasuredFunction.all)
  func `stays within its documented error around every threshold`(function: MeasuredFunction) {
    var worst = Worst()
    for threshold in function.thresholds {
      let middle = threshold.bitPattern
      let patterns = (0...6000).map { middle &+ UInt32($0) &- 3000 }
      measure(function, patterns: patterns, &worst)
    }
    #expect(worst.units <= function.bound, "at \(worst.argument)")
  }

  @Test(arguments: MeasuredFunction.all)
  func `has the same bits on every machine`(function: MeasuredFunction) {
    var checksum = Checksum()
    forEachResult(function, patterns: stride(from: 0, through: UInt32.max - 8191, by: 8191)) {
      checksum.add($1)
    }
    #expect(checksum.value == function.checksum, "\(function.name): \(checksum)")
  }

  @Test(arguments: MeasuredFunction.all)
  func `gives a number the same bits in every lane and alone`(function: MeasuredFunction) {
    // Neighbours of every kind, so that a lane that looked at another one would be found.
    let arguments: [Float] = [
      .infinity, -.infinity, .nan, 0, -0.0, 1, -1, 0.5, 3e7, -2e38, 0x1p-133, -0x1p-146, 17, -17,
      88, -88,
      0.9, -0.9, 2.5,
    ]
    for shift in arguments.indices {
      var x = Vector(repeating: 0)
      for lane in x.indices { x[lane] = arguments[(shift + lane) % arguments.count] }
      let y = function.vector(x)
      for lane in x.indices {
        let alone = function.scalar(x[lane])
        #expect(
          alone.bitPattern == y[lane].bitPattern || (alone.isNaN && y[lane].isNaN),
          "\(x[lane]) in lane \(lane)")
      }
    }
  }

  @Test(arguments: MeasuredFunction.all)
  func `never swallows a NaN`(function: MeasuredFunction) {
    for pattern: UInt32 in [0x7fc0_0000, 0xffc0_0000, 0x7f80_0001, 0xff80_0001, 0x7fff_ffff, ~0] {
      #expect(function.scalar(Float(bitPattern: pattern)).isNaN)
    }
  }

  @Test(arguments: [MeasuredFunction.tanh, .erf])
  func `is odd`(function: MeasuredFunction) {
    for pattern in stride(from: 0, to: 0x7f80_0000 as UInt32, by: 1_048_573) {
      let x = Float(bitPattern: pattern)
      #expect(function.scalar(-x).bitPattern == (-function.scalar(x)).bitPattern)
    }
  }

  @Test
  func `takes special values as IEEE 754 recommends`() {
    for (function, argument, result) in specialValues {
      let computed = function.scalar(argument)
      #expect(
        computed.bitPattern == result.bitPattern || (computed.isNaN && result.isNaN),
        "\(function.name)(\(argument)) = \(computed), not \(result)")
    }
  }

  private let specialValues: [(MeasuredFunction, Float, Float)] = [
    (.exp, 0, 1), (.exp, -0.0, 1), (.exp, .infinity, .infinity), (.exp, -.infinity, 0),
    (.exp, 88.72284, .infinity), (.exp, -103.972, 0x1p-149), (.exp, -103.98, 0),
    (.log, 0, -.infinity), (.log, -0.0, -.infinity), (.log, 1, 0), (.log, .infinity, .infinity),
    (.log, -0x1p-149, .nan), (.log, -.infinity, .nan),
    (.log1p, 0, 0), (.log1p, -0.0, -0.0), (.log1p, -1, -.infinity), (.log1p, -1.0000001, .nan),
    (.log1p, .infinity, .infinity), (.log1p, -.infinity, .nan), (.log1p, -0x1p-149, -0x1p-149),
    (.tanh, 0, 0), (.tanh, -0.0, -0.0), (.tanh, .infinity, 1), (.tanh, -.infinity, -1),
    (.tanh, 0x1p-149, 0x1p-149),
    (.sigmoid, 0, 0.5), (.sigmoid, -0.0, 0.5), (.sigmoid, .infinity, 1), (.sigmoid, -.infinity, 0),
    (.softplus, .infinity, .infinity), (.softplus, -.infinity, 0),
    (.erf, 0, 0), (.erf, -0.0, -0.0), (.erf, .infinity, 1), (.erf, -.infinity, -1),
    (.gelu, 0, 0), (.gelu, -0.0, -0.0), (.gelu, .infinity, .infinity), (.gelu, -.infinity, -0.0),
    (.geluDerivative, 0, 0.5), (.geluDerivative, .infinity, 1),
    (.geluDerivative, -.infinity, -0.0),
    (.cos, 0, 1), (.cos, -0.0, 1), (.cos, .infinity, .nan), (.cos, -.infinity, .nan),
  ]

  private struct Worst {
    var units = 0.0
    var argument: Float = 0
  }

  private func measure(
    _ function: MeasuredFunction, patterns: some Sequence<UInt32>, _ worst: inout Worst
  ) {
    forEachResult(function, patterns: patterns) { x, computed in
      var units = unitsInLastPlace(computed, from: function.oracle(Double(x)))
      if function.name == "geluDerivative" && x > -1.5 && x < -0.5 {
        units = (Double(computed) - function.oracle(Double(x))).magnitude * 0x1p24
      }
      if !(units <= worst.units) { worst = Worst(units: units, argument: x) }
    }
  }

  private func forEachResult(
    _ function: MeasuredFunction, patterns: some Sequence<UInt32>,
    _ body: (_ argument: Float, _ result: Float) -> Void
  ) {
    var x = Vector(repeating: 0)
    var filled = 0
    func flush() {
      let y = function.vector(x)
      for lane in 0..<filled { body(x[lane], y[lane]) }
      filled = 0
    }
    for pattern in patterns {
      x[filled] = Float(bitPattern: pattern)
      filled += 1
      if filled == Vector.scalarCount { flush() }
    }
    flush()
  }
}
