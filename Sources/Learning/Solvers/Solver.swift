/// Full-batch solvers; see `AcceleratedRun` and `OrthantRun`.
public enum Solver: String, BitwiseCopyable, CaseIterable, Sendable {
  case fista, owlqn

  /// Arrays of state, each as long as the parameters.
  public var states: Int {
    switch self {
    case .fista: 1
    case .owlqn: 2 * OrthantRun.memory
    }
  }

  /// Sums over the parameters that it needs.
  var sums: Int {
    switch self {
    case .fista: AcceleratedStep.Sum.allCases.count
    case .owlqn: OrthantSums.count(pairs: OrthantRun.memory)
    }
  }
}
