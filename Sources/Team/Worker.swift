/// One worker, as its body sees it. Belongs to the thread that the body runs on.
public final class Worker {
  /// This worker's number: 0..<count.
  public let index: Int

  /// How many workers run the same body.
  public let count: Int

  @usableFromInline let meetings: Barrier
  private let group: Int
  private let cancellation: CancellationRequest

  /// Whether this worker was told that another failed or that the run was cancelled. What it
  /// throws after that is a consequence, not a cause.
  private(set) var wasToldToStop = false

  init(index: Int, plan: MeetingPlan, barrier: Barrier, cancellation: CancellationRequest) {
    self.index = index
    count = plan.groupOfWorker.count
    meetings = barrier
    group = plan.groupOfWorker[index]
    self.cancellation = cancellation
  }

  /// Waits until all workers have arrived here; what each wrote before, all see after.
  ///
  /// Passed by all workers or by none: a barrier that all reached counts as passed even if a worker
  /// fails, or the run is cancelled, before a slow one has noticed.
  ///
  /// - Throws: `stopped` if another worker failed, `cancelled`, or `unbalanced` if another worker's
  ///   body has returned. Let them through: `Team.run` finds the cause.
  /// - Complexity: a load for one worker; measured 0.2 µs for two. Allocates nothing.
  @inlinable
  public func barrier() throws(TeamError) {
    // Nobody else can fail or depart.
    if count == 1 && !meetings.isStopped { return }
    try meet()
  }

  /// Throws if another worker failed or the run was cancelled; for loops between two barriers.
  ///
  /// - Complexity: a load, from a cache line that nobody writes before.
  @inlinable
  public func checkCancellation() throws(TeamError) {
    if meetings.isStopped { throw stopReason() }
  }

  @usableFromInline
  func meet() throws(TeamError) {
    switch meetings.meet(in: group) {
    case .passed: return
    case .stopped: throw stopReason()
    case .departed: throw .unbalanced
    }
  }

  @usableFromInline
  func stopReason() -> TeamError {
    wasToldToStop = true
    meetings.synchronizeWithStop()
    return cancellation.reason.map { .cancelled($0) } ?? .stopped
  }

  /// Runs the body to its end and tells the others how it ended.
  func end(of body: (Worker) throws -> Void) -> WorkerEnd {
    do {
      try body(self)
      meetings.depart()
      return .finished
    } catch {
      meetings.stop()
      return wasToldToStop ? .stopped : .failed(worker: index, error)
    }
  }
}
