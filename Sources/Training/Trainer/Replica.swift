import Arithmetic
import Learning

/// What steps change: weights, their transposed copy, and the optimizer's state.
///
/// A run has one, or with `WeightMemory.replicated` one on every node that has workers. Each is updated whole,
/// by the workers that share it, from the same gradients in the same order: all stay equal to the bit, and
/// nothing is copied in a step. That saves fetching weights that other nodes wrote, once for each cache that
/// reads them; it costs that every node fetches all published gradients, about one for each worker of
/// the run, and updates all weights: it pays where nodes have few workers.
struct Replica: Sendable {
  let parameters: Parameters
  let optimizer: OptimizerState

  /// All zeros, one for each group of workers that share one.
  ///
  /// - Parameter slices: of each worker.
  static func make(
    _ layout: ParameterLayout, rule: UpdateRule, slices: [ParameterSlice], _ workers: RunWorkers
  ) async -> [Replica] {
    guard !workers.nodes.isEmpty else {
      return [
        Replica(
          parameters: Parameters(layout), optimizer: OptimizerState(layout, rule: rule))
      ]
    }
    let replicas = workers.sharing.map { _ in
      Replica(
        parameters: Parameters(untouched: layout),
        optimizer: OptimizerState(untouched: layout, rule: rule))
    }
    _ = await workers.made { worker in
      for (replica, sharing) in zip(replicas, workers.sharing) {
        guard let rank = sharing.firstIndex(of: worker) else { continue }
        workers.clear(slices[worker].ranges, of: replica.arrays, near: worker)
        workers.clear(
          [replica.transposedPart(rank, of: sharing.count)], of: [replica.parameters.transposed],
          near: worker)
      }
    }
    return replicas
  }

  /// In the order of the layout.
  var arrays: [View<Float>] {
    [parameters.values] + optimizer.states.indices.map { optimizer.states[$0] }
  }

  func copy(from other: Replica) {
    parameters.copy(from: other.parameters)
    optimizer.copy(from: other.optimizer)
  }

  /// Every worker's slice ends up all over the transposed copy, so that it is spread evenly.
  private func transposedPart(_ rank: Int, of count: Int) -> Range<Int> {
    let all = parameters.transposed.count
    return all * rank / count..<all * (rank + 1) / count
  }
}
