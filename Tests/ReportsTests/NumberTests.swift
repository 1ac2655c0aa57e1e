import Foundation
import Testing

@testable import Reports

@Suite struct `Numbers in pictures` {
  @Test(arguments: [
    (0.0, "0"), (-0.001, "0"), (1.0, "1"), (-1.5, "-1.5"), (0.05, "0.05"), (99.999, "100"),
    (1234567.891, "1234567.89"), (-0.25, "-0.25"), (.nan, "–"), (.infinity, "–"), (1e300, "–"),
  ])
  func `decimals are as short as they can be`(number: Double, text: String) {
    #expect(number.decimal() == text)
  }

  @Test func `zeros stay where they are asked for`() {
    #expect(3.0.decimal(digits: 2, keepsZeros: true) == "3.00")
    #expect(412.4.decimal(digits: 0, keepsZeros: true) == "412")
  }

  @Test(arguments: [
    (0.0, "0"), (0.0213, "0.0213"), (0.3, "0.3"), (1.234, "1.23"), (0.00999, "0.00999"),
    (0.0002, "2·10⁻⁴"), (2.354e-4, "2.35·10⁻⁴"), (9.999e-5, "1·10⁻⁴"), (1.5e-12, "1.5·10⁻¹²"),
    (999_000, "999000"), (999_999, "1·10⁶"), (1.5e300, "1.5·10³⁰⁰"),
  ])
  func `small costs are readable`(number: Double, text: String) {
    #expect(number.significant() == text)
  }

  @Test func `the logarithm is that of the C library`() {
    for exponent in -40...40 {
      for significand in stride(from: 1.0, to: 2, by: 0.01) {
        let number = Double(sign: .plus, exponent: exponent, significand: significand)
        #expect(abs(number.binaryLogarithm - log2(number)) < 1e-6)
      }
    }
    #expect(1024.0.binaryLogarithm == 10 && 1.0.binaryLogarithm == 0)
  }
}
