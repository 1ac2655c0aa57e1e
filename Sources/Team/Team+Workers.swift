extension Team {
  /// Runs the body on the participants, and waits for all.
  func runWorkers(
    _ plan: RunPlan, _ body: @escaping @Sendable (Worker) throws -> Void
  ) async -> [WorkerEnd] {
    await withTaskGroup(of: WorkerEnd.self) { group in
      for (index, participant) in plan.participants.enumerated() {
        group.addTask(executorPreference: executors[participant]) { [barrier, cancellation] in
          let worker = Worker(
            index: index, plan: plan.meetings, barrier: barrier, cancellation: cancellation)
          return worker.end(of: body)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// Throws what the run is to throw.
  func report(_ ends: [WorkerEnd]) throws {
    var failure: (worker: Int, error: any Error)?
    var wasStopped = false
    for end in ends {
      switch end {
      case .finished: break
      case .stopped: wasStopped = true
      case .failed(let worker, let error):
        if failure.map({ worker < $0.worker }) ?? true { failure = (worker, error) }
      }
    }
    if let failure { throw failure.error }
    if wasStopped { throw cancellation.reason.map { TeamError.cancelled($0) } ?? .stopped }
  }
}
