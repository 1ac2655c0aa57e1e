public import Learning

/// What `--optimizer` may name: optimizers that step on minibatches, and solvers that work on all rows
/// at a time.
public enum OptimizerName: String, CaseIterable, Codable, Sendable {
  case sgd, momentum, nesterov, adam, adamw, ftrl
  case fista, owlqn

  /// The minibatch optimizer of this name; nil for a full-batch solver.
  public var minibatch: Optimizer? { Optimizer(rawValue: rawValue) }

  /// The full-batch solver of this name; nil for a minibatch optimizer.
  var solver: Solver? { Solver(rawValue: rawValue) }

  public init(_ optimizer: Optimizer) {
    self =
      switch optimizer {
      case .sgd: .sgd
      case .momentum: .momentum
      case .nesterov: .nesterov
      case .adam: .adam
      case .adamw: .adamw
      case .ftrl: .ftrl
      }
  }
}
