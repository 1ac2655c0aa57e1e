internal import Machine

/// Runs the tasks of one worker on a thread of its own, never on Swift's shared pool: workers
/// block.
final class WorkerExecutor: TaskExecutor {
  private let queue = JobQueue()
  private let start = ThreadStart()
  private let thread: WorkerThread

  /// - Parameter binding: nil leaves the thread to the system.
  init(worker: Int, binding: ThreadBinding?) throws(TeamError) {
    thread = try WorkerThread(worker: worker, binding: binding, queue: queue, start: start)
  }

  /// Waits until the thread is bound, if it is to be. To be called once.
  func waitForStart() -> ThreadStart.Report { start.wait() }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.append(UnownedJob(job), for: asUnownedTaskExecutor())
  }

  /// Lets the thread end after the jobs that wait.
  func close() { queue.close() }

  /// Waits until the thread has ended.
  func join() { thread.join() }
}
