/// How a meeting at the barrier ended for a worker.
enum BarrierPassage: Equatable, Sendable {
  /// All workers arrived.
  case passed

  /// A worker failed or the run was cancelled before all arrived.
  case stopped

  /// A worker finished its body before all arrived.
  case departed
}
