/// Full-batch solvers; see `AcceleratedRun` and `OrthantRun`.
enum Solver: String, Sendable {
  case fista, owlqn

  /// Arrays of state, each as long as the parameters.
  var states: Int {
    switch self {
    case .fista: 1
    case .owlqn: 2 * OrthantRun.memory
    }
  }
}
