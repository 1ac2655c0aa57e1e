import Arithmetic
import Glibc
import TestSupport
import Testing

@Suite struct Binary64FunctionTests {
  /// Arguments of every magnitude, and dense ones where the functions are used.
  private static let arguments: [Double] = {
    let stream = RandomStream(seed: 7, purpose: .synthesis)
    return (0..<60_000 as Range<UInt64>).map { index in
      let words = stream.words(index: index)
      let bits = UInt64(words[0]) << 32 | UInt64(words[1])
      let uniform = Double(words[2]) * 0x1p-32 - 0.5
      switch index % 4 {
      case 0: return Double(bitPattern: bits)
      case 1: return uniform * 1500
      case 2: return uniform * 40
      default: return uniform * 3
      }
    }
  }()

  #if arch(x86_64)
    @Test(arguments: [
      (0, "exp", 1.0), (1, "log", 1.0), (2, "log1p", 2.0), (3, "cosPi", 1.0),
    ])
    func `stays within its documented error`(function: Int, name: String, bound: Double) {
      var worst = 0.0
      var at = 0.0
      for x in Self.arguments {
        let (computed, exact): (Double, Float80) =
          switch function {
          case 0: (ElementFunction.exp(x), Glibc.exp(Float80(x)))
          case 1: (ElementFunction.log(x.magnitude), Glibc.log(Float80(x.magnitude)))
          case 2: (ElementFunction.log1p(x), Glibc.log1p(Float80(x)))
          default: (ElementFunction.cosPi(x), exactCosPi(x))
          }
        let units = unitsInLastPlace(computed, from: exact)
        if !(units <= worst) { (worst, at) = (units, x) }
      }
      print("\(name) in binary64: at most \(worst) ulp, at \(at)")
      #expect(worst <= bound, "\(name) at \(at)")
    }

    /// cos of π·(x mod 2), after an exact reduction to |r| ≤ ¼.
    private func exactCosPi(_ x: Double) -> Float80 {
      guard x.isFinite else { return .nan }
      let reduced = Float80(x.magnitude).remainder(dividingBy: 2).magnitude
      if reduced <= 0.25 { return Glibc.cos(Float80.pi * reduced) }
      if reduced >= 0.75 { return -Glibc.cos(Float80.pi * (1 - reduced)) }
      return Glibc.sin(Float80.pi * (0.5 - reduced))
    }

    @Test
    func `raises to a power within n half-ulps`() {
      for base in [0.9, 0.999, 1.0001, 0.5] {
        for exponent in [0, 1, 2, 3, 10, 63, 64, 1000, 1023] {
          let exact = Glibc.pow(Float80(base), Float80(exponent))
          let error = (Float80(ElementFunction.power(base, exponent)) / exact - 1).magnitude
          #expect(Double(error) <= Double(exponent) * 0x1p-53)
        }
      }
    }
  #endif

  @Test
  func `has the same bits on every machine`() {
    var checksum = Checksum()
    for x in Self.arguments {
      checksum.add(ElementFunction.exp(x))
      checksum.add(ElementFunction.log(x))
      checksum.add(ElementFunction.log1p(x))
      checksum.add(ElementFunction.cosPi(x))
      checksum.add(ElementFunction.power(x, Int(x.bitPattern % 100)))
    }
    #expect(checksum.value == 0x64b4_4abd_515c_2cfa, "\(checksum)")
  }

  @Test
  func `takes special values as IEEE 754 recommends`() {
    let infinity = Double.infinity
    expect(ElementFunction.exp(0.0), 1)
    expect(ElementFunction.exp(infinity), infinity)
    expect(ElementFunction.exp(-infinity), 0)
    expect(ElementFunction.exp(-745.13), 0x1p-1074)
    expect(ElementFunction.exp(-745.14), 0)
    expect(ElementFunction.exp(709.79), infinity)
    expect(ElementFunction.exp(Double.nan), .nan)
    expect(ElementFunction.log(0.0), -infinity)
    expect(ElementFunction.log(-0.0), -infinity)
    expect(ElementFunction.log(1.0), 0)
    expect(ElementFunction.log(infinity), infinity)
    expect(ElementFunction.log(-1.0), .nan)
    expect(ElementFunction.log(Double.nan), .nan)
    expect(ElementFunction.log1p(-0.0), -0.0)
    expect(ElementFunction.log1p(-1.0), -infinity)
    expect(ElementFunction.log1p(-1.5), .nan)
    expect(ElementFunction.log1p(infinity), infinity)
    expect(ElementFunction.log1p(Double.nan), .nan)
    for (x, result) in [(0.0, 1.0), (0.5, 0), (1, -1), (1.5, 0), (2, 1), (-0.5, 0), (-3, -1)] {
      expect(ElementFunction.cosPi(x), result)
    }
    expect(ElementFunction.cosPi(0x1p53 - 1), -1)
    expect(ElementFunction.cosPi(0x1p60), 1)
    expect(ElementFunction.cosPi(infinity), .nan)
    expect(ElementFunction.cosPi(Double.nan), .nan)
    expect(ElementFunction.power(.nan, 0), 1)
    expect(ElementFunction.power(-2, 3), -8)
    expect(ElementFunction.power(10, 22), 1e22)
    expect(ElementFunction.power(0.9, 1_000_000), 0)
  }

  private func expect(
    _ computed: Double, _ result: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      computed.bitPattern == result.bitPattern || (computed.isNaN && result.isNaN),
      "\(computed), not \(result)", sourceLocation: sourceLocation)
  }
}
