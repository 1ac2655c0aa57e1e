import Arithmetic

/// A loss of one output as vector code along rows.
protocol SingleOutputLoss {
  /// The loss, and its derivative by the output.
  static func loss(_ output: Vector, target: Vector) -> (loss: Vector, residual: Vector)
}

enum LogisticLoss: SingleOutputLoss {
  /// log(1 + eᶻ) − t·z as softplus(z) − t·z with t 0 or 1 (the product is exact);
  /// residual sigmoid(z) − t.
  @inline(__always)
  static func loss(_ output: Vector, target: Vector) -> (loss: Vector, residual: Vector) {
    // softplus(z) − z = softplus(−z), which does not cancel.
    let signed = output.replacing(with: -output, where: target .> 0)
    return (ElementFunction.softplus(signed), ElementFunction.sigmoid(output) - target)
  }
}

enum SquaredLoss: SingleOutputLoss {
  /// d = ŷ − y; (½·d)·d; residual d.
  @inline(__always)
  static func loss(_ output: Vector, target: Vector) -> (loss: Vector, residual: Vector) {
    let difference = output - target
    return ((0.5 * difference) * difference, difference)
  }
}

enum HuberLoss: SingleOutputLoss {
  /// d = ŷ − y; (½·d)·d and d where |d| ≤ 1, |d| − ½ and sign(d) beyond.
  @inline(__always)
  static func loss(_ output: Vector, target: Vector) -> (loss: Vector, residual: Vector) {
    let difference = output - target
    let magnitude = difference.replacing(with: -difference, where: difference .< 0)
    let one = Vector(repeating: 1)
    let far = magnitude .> 1
    let sign = one.replacing(with: -one, where: difference .< 0)
    return (
      ((0.5 * difference) * difference).replacing(with: magnitude - 0.5, where: far),
      difference.replacing(with: sign, where: far)
    )
  }
}
