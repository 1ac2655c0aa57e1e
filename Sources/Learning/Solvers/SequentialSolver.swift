import Arithmetic

/// A full-batch solver on one thread: the same iterations that a team runs, in the same order, without a team.
public final class SequentialSolver<Iteration: SolverIteration> {
  private let memory: SolverMemory
  private let member = SoleMember()
  private var iteration: Iteration
  /// What is known at the weights, and whether the solver has ended there.
  public private(set) var progress: SolverProgress
  private var iterations = 0

  /// - Parameters:
  ///   - start: where the solver begins; it keeps weights of its own.
  ///   - examples: who owns them must outlive this object.
  /// - Throws: `Divergence` where the start has no finite gradient.
  public init(
    from start: Parameters, _ regularization: Regularization, examples: Examples, rowsPerShard: Int
  ) throws(Divergence) {
    memory = SolverMemory(
      FullBatch(start.layout, examples: examples, rowsPerShard: rowsPerShard), regularization,
      solver: Iteration.solver)
    memory.parameters.values.copy(from: start.values)
    memory.parameters.transposeAll()
    iteration = Iteration(memory, member)
    progress = iteration.begin(nil, member)
    guard progress.residual.isFinite else { throw Divergence(step: 0, layer: nil) }
  }

  public var parameters: Parameters {
    memory.parameters.transposeAll()
    return memory.parameters
  }

  /// One iteration, unless the solver has ended.
  ///
  /// - Returns: the mean loss after it; nil where there was nothing to do.
  @discardableResult
  public func iterate() throws(Divergence) -> Double? {
    guard progress.end == nil else { return nil }
    let (next, loss) = iteration.iterate(progress, member)
    guard loss.isFinite && next.residual.isFinite else {
      throw Divergence(step: iterations, layer: nil)
    }
    progress = next
    iterations += 1
    return loss
  }
}
