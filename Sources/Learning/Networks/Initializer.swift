/// How weights begin: uniform in ±limit, a function of (seed, layer, index in `[inputs, outputs]`).
public enum Initializer: String, CaseIterable, Sendable {
  /// limit = √(6 / (inputs + outputs)) (Glorot, Bengio 2010, eq. 16).
  case glorot
  /// limit = √(6 / inputs) (He, Zhang, Ren, Sun 2015, eq. 10 as a uniform distribution).
  case he

  /// Computed in binary64, rounded once.
  func limit(inputs: Int, outputs: Int) -> Float {
    switch self {
    case .glorot: Float((6 / Double(inputs + outputs)).squareRoot())
    case .he: Float((6 / Double(inputs)).squareRoot())
    }
  }
}
