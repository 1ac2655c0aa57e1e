internal import Glibc

/// Jobs that wait for one thread.
///
/// Guarded by a POSIX mutex, which the thread sanitizer understands; it does not understand
/// `Synchronization.Mutex` on Linux. Unchecked for that reason.
final class JobQueue: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// Signalled when there is something to do: a job, or the end.
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  /// In order of arrival. Guarded by `mutex`.
  private var jobs: [(job: UnownedJob, executor: UnownedTaskExecutor)] = []

  /// Guarded by `mutex`.
  private var isClosed = false

  init() {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    condition = .allocate(capacity: 1)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func append(_ job: UnownedJob, for executor: UnownedTaskExecutor) {
    withLock {
      precondition(!isClosed, "JobQueue: a job after the end")
      jobs.append((job, executor))
      pthread_cond_signal(condition)
    }
  }

  /// Lets the thread end after the jobs that wait.
  func close() {
    withLock {
      isClosed = true
      pthread_cond_signal(condition)
    }
  }

  /// Runs jobs in order of arrival on the calling thread until closed.
  func runUntilClosed() {
    while let next = waitForNext() {
      next.job.runSynchronously(on: next.executor)
    }
  }

  private func waitForNext() -> (job: UnownedJob, executor: UnownedTaskExecutor)? {
    withLock {
      while jobs.isEmpty && !isClosed { pthread_cond_wait(condition, mutex) }
      return jobs.isEmpty ? nil : jobs.removeFirst()
    }
  }

  private func withLock<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
