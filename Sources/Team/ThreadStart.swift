internal import Machine
internal import Synchronization

/// How a thread's start went: handed from the thread to its creator, once.
final class ThreadStart: Sendable {
  private let refusal = Mutex<MachineError?>(nil)
  private let reported = Semaphore()

  /// - Parameter refusal: why the thread could not be bound, nil if it is or need not be.
  func report(_ refusal: MachineError?) {
    self.refusal.withLock { $0 = refusal }
    reported.post(1)
  }

  /// Waits for the report. To be called once.
  func wait() -> MachineError? {
    reported.wait()
    return refusal.withLock { $0 }
  }
}
