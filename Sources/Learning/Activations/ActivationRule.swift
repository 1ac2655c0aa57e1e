import Arithmetic

/// One activation as vector code: a type of its own, so that the loops over rows are compiled for
/// each one with nothing to decide inside.
protocol ActivationRule {
  static func value(_ x: Vector) -> Vector

  /// `residual · f′`, from the output of the activation (from its input where
  /// `Activation.differentiatesInput`).
  static func backward(_ residual: Vector, from source: Vector) -> Vector
}

enum ReluRule: ActivationRule {
  @inline(__always)
  static func value(_ x: Vector) -> Vector {
    x.whereAboveZero(x)
  }

  @inline(__always)
  static func backward(_ residual: Vector, from output: Vector) -> Vector {
    residual.whereAboveZero(output)
  }
}

enum LeakyReluRule: ActivationRule {
  @inline(__always)
  static func value(_ x: Vector) -> Vector {
    x.replacing(with: x * Activation.leakySlope, where: x .<= 0)
  }

  @inline(__always)
  static func backward(_ residual: Vector, from output: Vector) -> Vector {
    residual.replacing(with: residual * Activation.leakySlope, where: output .<= 0)
  }
}

enum TanhRule: ActivationRule {
  @inline(__always)
  static func value(_ x: Vector) -> Vector { ElementFunction.tanh(x) }

  /// residual · (1 − y²), the parenthesis fused.
  @inline(__always)
  static func backward(_ residual: Vector, from output: Vector) -> Vector {
    residual * Vector(repeating: 1).addingProduct(-output, output)
  }
}

enum SigmoidRule: ActivationRule {
  @inline(__always)
  static func value(_ x: Vector) -> Vector { ElementFunction.sigmoid(x) }

  /// residual · (y · (1 − y)).
  @inline(__always)
  static func backward(_ residual: Vector, from output: Vector) -> Vector {
    residual * (output * (1 - output))
  }
}

enum GeluRule: ActivationRule {
  @inline(__always)
  static func value(_ x: Vector) -> Vector { ElementFunction.gelu(x) }

  @inline(__always)
  static func backward(_ residual: Vector, from input: Vector) -> Vector {
    residual * ElementFunction.geluDerivative(input)
  }
}

enum IdentityRule: ActivationRule {
  @inline(__always)
  static func value(_ x: Vector) -> Vector { x }

  @inline(__always)
  static func backward(_ residual: Vector, from output: Vector) -> Vector { residual }
}
