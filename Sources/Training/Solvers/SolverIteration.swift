import Learning
import Team

/// A full-batch solver as one worker runs it. All workers decide alike, from the same sums.
protocol SolverIteration {
  /// Sums over the parameters that it needs.
  static var sums: Int { get }

  init(
    _ memory: SolverMemory, configuration: TrainingConfiguration, factors: PenaltyFactors,
    _ worker: Worker)

  /// Computes what is known at the weights and arrays of the memory.
  ///
  /// - Parameters:
  ///   - progress: of a run that goes on; nil at its start.
  ///   - strength: λ₁.
  mutating func begin(
    _ progress: SolverProgress?, strength: Double, _ worker: Worker
  ) throws -> SolverProgress

  /// One iteration. When it throws, weights and arrays are those before it.
  ///
  /// - Returns: what is known after it, and the mean loss at the new weights; where that is no finite
  ///   number the weights are the old ones.
  mutating func iterate(
    _ progress: SolverProgress, _ worker: Worker
  ) throws -> (progress: SolverProgress, loss: Double)
}
