internal import Glibc

/// A POSIX semaphore: tokens that threads wait for.
///
/// Chosen over a mutex with a condition because `post` may be called in a signal handler, and over
/// a futex because Swift cannot call the variadic `syscall`. Not a class, so that nobody counts
/// references to it.
///
/// Unchecked because of the pointer, which is the system's to guard.
struct Semaphore: ~Copyable, @unchecked Sendable {
  private let pointer: UnsafeMutablePointer<sem_t>

  init() {
    pointer = .allocate(capacity: 1)
    let status = sem_init(pointer, 0, 0)
    precondition(status == 0, "Semaphore: sem_init refuses the value 0")
  }

  deinit {
    sem_destroy(pointer)
    pointer.deallocate()
  }

  /// Adds tokens; each lets one waiting thread go on. Everything written before is seen by it.
  /// Async-signal-safe.
  func post(_ tokens: Int) {
    for _ in 0..<tokens { sem_post(pointer) }
  }

  /// Takes a token, waiting until there is one.
  func wait() {
    // Signals interrupt the wait; nothing else can fail.
    while sem_wait(pointer) != 0 {}
  }
}
