internal import Machine
internal import Synchronization

/// How a thread's start went: handed from the thread to its creator, once.
final class ThreadStart: Sendable {
  /// What a thread says of itself.
  struct Report: Sendable {
    /// nil where the system does not say.
    var thread: SystemThread?
    /// Why it could not be bound, nil if it is or need not be.
    var refusal: MachineError?
  }

  private let content = Mutex(Report())
  private let reported = Semaphore()

  func report(_ report: Report) {
    content.withLock { $0 = report }
    reported.post(1)
  }

  /// Waits for the report. To be called once.
  func wait() -> Report {
    reported.wait()
    return content.withLock { $0 }
  }
}
