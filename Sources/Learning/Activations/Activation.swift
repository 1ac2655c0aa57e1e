/// What a hidden layer applies to its logits, element by element.
public enum Activation: String, CaseIterable, Sendable {
  /// x for x > 0, NaN for NaN, +0 otherwise.
  case relu
  case tanh
  /// 1 / (1 + e⁻ˣ).
  case sigmoid
  /// x for x > 0, x / 100 otherwise.
  case leakyRelu = "leaky-relu"
  /// x · Φ(x), Φ the normal distribution function (Hendrycks, Gimpel 2016, the form with erf).
  case gelu
  case identity

  /// The slope of leaky relu below 0.
  static var leakySlope: Float { 0.01 }

  /// Whether the derivative is a function of the input; the others' is one of the output, so that
  /// their logits need not be kept.
  var differentiatesInput: Bool { self == .gelu }
}
