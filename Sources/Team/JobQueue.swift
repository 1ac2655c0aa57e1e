internal import Synchronization

/// Jobs that wait for one thread.
final class JobQueue: Sendable {
  private struct State {
    var jobs: [(UnownedJob, UnownedTaskExecutor)] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  /// A token for each job, and one for the end.
  private let tokens = Semaphore()

  func append(_ job: UnownedJob, for executor: UnownedTaskExecutor) {
    state.withLock { state in
      precondition(!state.isClosed, "JobQueue: a job after the end")
      state.jobs.append((job, executor))
    }
    tokens.post(1)
  }

  func close() {
    state.withLock { $0.isClosed = true }
    tokens.post(1)
  }

  /// Runs jobs in order of arrival on the calling thread until closed.
  func runUntilClosed() {
    while true {
      tokens.wait()
      let next = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
      guard let (job, executor) = next else { return }
      job.runSynchronously(on: executor)
    }
  }
}
