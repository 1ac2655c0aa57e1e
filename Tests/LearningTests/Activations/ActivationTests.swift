import Arithmetic
import Foundation
import Testing

@testable import Learning

@Suite struct ActivationTests {
  static let points: [Float] =
    [0, -0.0, 0x1p-140, -0x1p-140, 1e-20, -1e-20] + (-600...600).map { Float($0) / 40 }

  /// f and `residual · f′` of `points` as training computes them.
  static func pass(_ activation: Activation, _ points: [Float], residual: Float, mask: Float? = nil)
    -> (values: [Float], residuals: [Float])
  {
    let width = Vector.padded(points.count)
    let padding = [Float](repeating: 0, count: width - points.count)
    let source = Buffer(copying: points + padding)
    let output = Buffer<Float>(repeating: -7, count: width)
    let residuals = Buffer(repeating: residual, count: width)
    let masks = Buffer(repeating: mask ?? 1, count: width)
    return withExtendedLifetime((source, output, residuals, masks)) {
      func matrix(_ buffer: Buffer<Float>) -> RowMatrix {
        RowMatrix(buffer.view, rows: 1, pitch: width)
      }
      let mask = mask.map { _ in matrix(masks) }
      // Without a mask, as in a network, the output replaces what the derivative does not need.
      let isApart = activation.differentiatesInput || mask != nil
      ActivationPass.forward(
        activation, source: matrix(source), mask: mask,
        output: isApart ? matrix(output) : matrix(source), rows: 1, width: width)
      ActivationPass.backward(
        activation, source: matrix(source), mask: mask, residual: matrix(residuals), rows: 1,
        width: width)
      return (
        Array((isApart ? output : source).view.array().prefix(points.count)),
        Array(residuals.view.array().prefix(points.count))
      )
    }
  }

  static func reference(_ activation: Activation) -> ReferenceNetwork {
    ReferenceNetwork(
      network: Network(inputs: 1, hidden: [1], outputs: 1, activation: activation, loss: .squared),
      parameters: [])
  }

  @Test(arguments: Activation.allCases)
  func `values and slopes are those of the formula`(activation: Activation) {
    let reference = Self.reference(activation)
    let (values, slopes) = Self.pass(activation, Self.points, residual: 2)
    for (index, point) in Self.points.enumerated() {
      let x = Double(point)
      let value = reference.activate(x)
      #expect(
        abs(Double(values[index]) - value) <= 5e-7 * abs(value) + 1e-7 * (x < -3 ? 1 : 0) + 1e-44,
        "\(activation)(\(x)) is \(values[index])")
      let slope = 2 * reference.derivative(x)
      #expect(abs(Double(slopes[index]) - slope) <= 1e-6, "\(activation)′(\(x)): \(slopes[index])")
    }
  }

  @Test(arguments: Activation.allCases)
  func `the formula's slope is its finite difference`(activation: Activation) {
    let reference = Self.reference(activation)
    for point in Self.points where abs(point) > 1e-4 || activation.isSmooth {
      let (x, h) = (Double(point), 1e-6)
      let difference = (reference.activate(x + h) - reference.activate(x - h)) / (2 * h)
      #expect(abs(difference - reference.derivative(x)) <= 1e-8, "\(activation)′(\(x))")
    }
  }

  @Test(arguments: Activation.allCases)
  func `no activation swallows a NaN`(activation: Activation) {
    for mask in [nil, 0, 2] as [Float?] {
      let (values, slopes) = Self.pass(activation, [.nan], residual: 1, mask: mask)
      #expect(values[0].isNaN)
      // Relu and identity let the residual of a NaN through: the value has stopped the run.
      #expect(slopes[0].isNaN || !activation.isSmooth || activation == .identity)
      let (_, residuals) = Self.pass(activation, [1], residual: .nan, mask: mask)
      #expect(residuals[0].isNaN)
    }
  }

  @Test func `relu makes every zero positive`() {
    let (values, slopes) = Self.pass(.relu, [-0.0, 0, -1, -.infinity, .infinity, 2], residual: 3)
    #expect(
      values.map(\.bitPattern) == [0, 0, 0, 0, Float.infinity.bitPattern, Float(2).bitPattern])
    #expect(slopes == [0, 0, 0, 0, 3, 3])
  }

  @Test(
    arguments: [
      (Activation.tanh, -1, 1), (.sigmoid, 0, 1), (.leakyRelu, -.infinity, .infinity),
      (.gelu, 0, .infinity), (.identity, -.infinity, .infinity),
    ] as [(Activation, Float, Float)])
  func `limits are reached`(activation: Activation, below: Float, above: Float) {
    let (values, slopes) = Self.pass(activation, [-.infinity, .infinity], residual: 1)
    #expect(values == [below, above])
    #expect(slopes.allSatisfy { $0.isFinite })
  }

  @Test(arguments: Activation.allCases)
  func `a mask multiplies value and slope`(activation: Activation) {
    let (values, slopes) = Self.pass(activation, Self.points, residual: 3)
    for mask in [0, 2] as [Float] {
      let masked = Self.pass(activation, Self.points, residual: 3, mask: mask)
      #expect(masked.values == values.map { $0 * mask })
      #expect(masked.residuals == slopes.map { $0 * mask })
    }
  }
}

extension Activation {
  fileprivate var isSmooth: Bool { self != .relu && self != .leakyRelu }
}
