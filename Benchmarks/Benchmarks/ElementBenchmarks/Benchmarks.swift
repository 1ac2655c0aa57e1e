import Arithmetic
import Benchmark
import Measuring

let benchmarks: @Sendable () -> Void = {
  register(Exponential.self)
  register(Logarithm.self)
  register(HyperbolicTangent.self)
  register(Sigmoid.self)
  register(ErrorFunction.self)
}

/// A function as its own type, so that the loop over elements is compiled for it.
private protocol MeasuredFunction {
  static var name: String { get }
  /// Where its arguments lie.
  static var arguments: ClosedRange<Float> { get }
  static func value(_ x: Vector) -> Vector
}

private enum Exponential: MeasuredFunction {
  static let name = "exp"
  static let arguments: ClosedRange<Float> = -20...20
  @inline(__always) static func value(_ x: Vector) -> Vector { ElementFunction.exp(x) }
}

private enum Logarithm: MeasuredFunction {
  static let name = "log"
  static let arguments: ClosedRange<Float> = 0.01...100
  @inline(__always) static func value(_ x: Vector) -> Vector { ElementFunction.log(x) }
}

private enum HyperbolicTangent: MeasuredFunction {
  static let name = "tanh"
  static let arguments: ClosedRange<Float> = -4...4
  @inline(__always) static func value(_ x: Vector) -> Vector { ElementFunction.tanh(x) }
}

private enum Sigmoid: MeasuredFunction {
  static let name = "sigmoid"
  static let arguments: ClosedRange<Float> = -20...20
  @inline(__always) static func value(_ x: Vector) -> Vector { ElementFunction.sigmoid(x) }
}

private enum ErrorFunction: MeasuredFunction {
  static let name = "erf"
  static let arguments: ClosedRange<Float> = -4...4
  @inline(__always) static func value(_ x: Vector) -> Vector { ElementFunction.erf(x) }
}

/// Elements of an array that, with its results, stays in the first cache.
private let elements = 2048

private func register<Function: MeasuredFunction>(_ function: Function.Type) {
  let repeats = 500
  Benchmark(
    "ElementFunction \(Function.name)", configuration: .rates([.picosecondsPerElement]),
    closure: { (benchmark: Benchmark, memory: (arguments: Buffer<Float>, values: Buffer<Float>)) in
      let (_, seconds) = measureSeconds {
        for _ in 0..<repeats {
          apply(function, to: memory.arguments.view, into: memory.values.view)
        }
      }
      blackHole(memory.values.view[elements - 1])
      benchmark.report(.picosecondsPerElement, seconds, over: repeats * elements, unit: 1e-12)
    },
    setup: {
      let arguments = Buffer<Float>(repeating: 0, count: elements)
      RandomStream(seed: 3, purpose: .synthesis).fillUniform(arguments.view, from: 0)
      let (first, last) = (Function.arguments.lowerBound, Function.arguments.upperBound)
      for index in 0..<elements {
        arguments.view[index] = first + arguments.view[index] * (last - first)
      }
      return (arguments: arguments, values: Buffer<Float>(repeating: 0, count: elements))
    })
}

@inline(never)
private func apply<Function: MeasuredFunction>(
  _ function: Function.Type, to arguments: View<Float>, into values: View<Float>
) {
  for index in stride(from: 0, to: arguments.count, by: Vector.scalarCount) {
    values.setVector(Function.value(arguments.vector(at: index)), at: index)
  }
}
