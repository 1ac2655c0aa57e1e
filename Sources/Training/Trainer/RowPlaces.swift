import Arithmetic
import Learning
import Machine

/// Where the rows of a data set lie by now. Fits of a path or a cross-validation share their data, and place them
/// once.
struct RowPlaces: Sendable {
  /// Copies on nodes, by the system's numbers. Kept as long as the data: runs hold views of them.
  var copies: [Int: TrainingData] = [:]
  /// What the rows themselves were bound to last: the nodes in turn of each range.
  var bound: [Part] = []

  struct Part: Equatable, Sendable {
    let rows: Range<Int>
    let nodes: [Int]
  }
}

extension TrainingData {
  /// The rows as each worker of a run reads them, where its policy has them.
  ///
  /// - Parameter ranges: rows that each worker reads; nil where each reads any.
  /// - Complexity: on one node nothing; on several, the first time, up to a copy of the data, or one on every node.
  func examples(for workers: RunWorkers, ranges: [Range<Int>]?) async -> [Examples] {
    guard !workers.nodes.isEmpty else {
      return Array(repeating: examples, count: workers.count)
    }
    switch workers.placement.memory.rows {
    case .replicated: return await copies(for: workers)
    case .interleaved: interleave(over: workers)
    case .local:
      if let ranges {
        let parts = ranges.enumerated().map {
          RowPlaces.Part(rows: $0.element, nodes: [workers.node(ofWorker: $0.offset)])
        }
        bind(parts, workers)
      } else {
        workers.warnings.note(
          "rows cannot lie near their readers: minibatches draw them from all; "
            + "they are interleaved over NUMA nodes")
        interleave(over: workers)
      }
    }
    return Array(repeating: examples, count: workers.count)
  }

  private func copies(for workers: RunWorkers) async -> [Examples] {
    let known = places.withLock { $0.copies }
    let made = await workers.made { worker in
      let node = workers.node(ofWorker: worker)
      let isFirst = (0..<worker).allSatisfy { workers.node(ofWorker: $0) != node }
      return isFirst && known[node] == nil ? self.copy(near: worker, workers) : nil
    }
    let copies = places.withLock { places in
      for (worker, copy) in made.enumerated() {
        guard let copy else { continue }
        // Another run may have been faster, and its views are in use.
        let node = workers.node(ofWorker: worker)
        places.copies[node] = places.copies[node] ?? copy
      }
      return places.copies
    }
    return (0..<workers.count).map { copies[workers.node(ofWorker: $0)]?.examples ?? examples }
  }

  /// On the thread of a worker.
  private func copy(near worker: Int, _ workers: RunWorkers) -> TrainingData {
    let (from, pitch) = (examples.inputs.elements, examples.inputs.pitch)
    let inputs = Buffer<Float>(untouched: from.count)
    inputs.view.copy(from: from)
    let targets = Buffer<Float>(untouched: examples.targets.count)
    targets.view.copy(from: examples.targets)
    let copy = TrainingData(
      rows: rows, features: features, pitch: pitch, inputs: inputs, targets: targets)
    let node = workers.node(ofWorker: worker)
    copy.bind([RowPlaces.Part(rows: 0..<rows, nodes: [node])], workers)
    return copy
  }

  private func interleave(over workers: RunWorkers) {
    bind([RowPlaces.Part(rows: 0..<rows, nodes: workers.nodes.sorted())], workers)
  }

  private func bind(_ parts: [RowPlaces.Part], _ workers: RunWorkers) {
    guard places.withLock({ $0.bound != parts }) else { return }
    var isGranted = true
    for part in parts where !part.rows.isEmpty {
      let binding = MemoryBinding(to: part.nodes, on: workers.placement.topology)
      // Targets go with their rows; those of a file without any are empty.
      let targets = examples.targets.count == rows ? examples.targets[part.rows] : examples.targets
      for view in [examples.inputs.rows(part.rows).elements, targets] {
        let own = workers.warnings.collect { () throws(MachineError) in
          try binding.bind(view.addresses)
        }
        isGranted = isGranted && own
      }
    }
    if isGranted { places.withLock { $0.bound = parts } }
  }
}
