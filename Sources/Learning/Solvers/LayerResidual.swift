/// How far a layer's parameters are from stationarity; see `Stationarity`.
public struct LayerResidual: BitwiseCopyable, Equatable, Sendable {
  /// The largest over the weights.
  public var weights = 0.0
  /// The largest over the biases: |∂loss/∂b|.
  public var biases = 0.0

  public init() {}

  public var largest: Double { Self.larger(weights, biases) }

  /// The larger one; NaN if one of them is.
  public static func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || a > b ? a : b }

  /// Takes in what another worker found.
  public mutating func merge(_ other: LayerResidual) {
    weights = Self.larger(weights, other.weights)
    biases = Self.larger(biases, other.biases)
  }
}
