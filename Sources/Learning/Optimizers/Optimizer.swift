/// How a gradient moves the parameters. Constants are those of the papers and of every framework.
public enum Optimizer: String, CaseIterable, Sendable {
  /// w ← w − η·g.
  case sgd
  /// v ← μ·v + g; w ← w − η·v (Polyak 1964, as PyTorch and Sutskever et al. 2013 write it).
  case momentum
  /// v ← μ·v + g; w ← w − η·(g + μ·v) (Nesterov 1983; Sutskever et al. 2013).
  case nesterov
  /// Adam (Kingma, Ba 2015, algorithm 1): β₁ 0.9, β₂ 0.999, ε 1e-8.
  case adam
  /// Adam with decoupled weight decay (Loshchilov, Hutter 2019), 0.01 unless another is asked for.
  case adamw

  /// Arrays of state per parameter.
  public var states: Int {
    switch self {
    case .sgd: 0
    case .momentum, .nesterov: 1
    case .adam, .adamw: 2
    }
  }

  /// Whether its averages start at 0 and are corrected for it, by the number of the step.
  var correctsBias: Bool { self == .adam || self == .adamw }
}
