/// Where arrays lie on a machine with several NUMA nodes. On one node nothing of this is done.
public struct MemoryPolicy: Equatable, Sendable {
  public var weights: WeightMemory
  public var rows: RowMemory

  public init(weights: WeightMemory = .shared, rows: RowMemory = .interleaved) {
    self.weights = weights
    self.rows = rows
  }
}

/// Of weights, their transposed panels and the optimizer's state.
public enum WeightMemory: String, CaseIterable, Sendable {
  /// One copy; each part of it on the node of the worker that updates it.
  case shared
  /// A copy on every node that has workers, all of it updated by that node's workers: no weight is fetched
  /// from another node, but every node fetches all gradients. It pays where nodes have few workers
  /// and weights are read often. Full-batch solvers, which keep many arrays, share them all the same.
  case replicated
}

/// Of the rows of the training data.
public enum RowMemory: String, CaseIterable, Sendable {
  /// Where the workers are that read them, which is known of full-batch solvers and of validation rows. Rows
  /// that minibatches draw at random from all are interleaved instead.
  case local
  /// Page by page on all nodes that have workers in turn.
  case interleaved
  /// A copy on every node that has workers.
  case replicated
}
