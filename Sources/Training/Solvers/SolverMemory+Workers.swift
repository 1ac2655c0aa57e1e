import Arithmetic
import Learning

extension SolverMemory {
  /// The memory of a run, where its workers are.
  static func make(
    _ batch: FullBatch, _ regularization: Regularization, solver: Solver, _ workers: RunWorkers
  ) async -> SolverMemory {
    let slices = ParameterSlice.cut(
      batch.layout, speeds: workers.speeds, penalty: regularization.penalty)
    let memory = SolverMemory(
      batch, regularization, solver: solver, slices: slices, isTouched: workers.nodes.isEmpty)
    guard !workers.nodes.isEmpty else { return memory }
    _ = await workers.made { worker in
      workers.clear(slices[worker].ranges, of: memory.arrays, near: worker)
      let all = batch.layout.transposedCount
      let own = all * worker / workers.count..<all * (worker + 1) / workers.count
      workers.clear([own], of: memory.transposedCopies, near: worker)
    }
    return memory
  }
}
