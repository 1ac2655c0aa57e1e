internal import Glibc
internal import Machine
internal import Synchronization

/// A thread of its own for one worker, bound if wished and the system allows, that runs the jobs of
/// a queue.
final class WorkerThread: Sendable {
  /// Bytes. What the main thread has on Linux; other threads get less on some systems.
  private static let stackBytes = 8 << 20

  private let handle: pthread_t

  /// Starts the thread; `start` is told how its binding went; without one it runs where the system
  /// likes.
  init(
    worker: Int, binding: ThreadBinding?, queue: JobQueue, start: ThreadStart
  ) throws(TeamError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Self.stackBytes)

    let body = Body(binding: binding, queue: queue, start: start)
    let context = Unmanaged.passRetained(body)
    var created = pthread_t()
    let code = pthread_create(
      &created, &attributes,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      throw .threadRefused(worker: worker, code: code)
    }
    handle = created
  }

  /// Waits until the thread has ended; its queue must be closed.
  func join() {
    // The last reference to a team may be dropped by one of its own threads, at the end of a task.
    if pthread_equal(handle, pthread_self()) != 0 {
      pthread_detach(handle)
    } else {
      let status = pthread_join(handle, nil)
      precondition(status == 0, "WorkerThread: joined twice")
    }
  }

  private final class Body: Sendable {
    private let binding: ThreadBinding?
    private let queue: JobQueue
    private let start: ThreadStart

    init(binding: ThreadBinding?, queue: JobQueue, start: ThreadStart) {
      self.binding = binding
      self.queue = queue
      self.start = start
    }

    func run() {
      var report = ThreadStart.Report(thread: .current)
      do throws(MachineError) {
        try binding?.bindCurrentThread()
      } catch {
        report.refusal = error
      }
      start.report(report)
      queue.runUntilClosed()
    }
  }
}
