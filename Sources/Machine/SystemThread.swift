internal import Glibc

/// A thread of this process, as the system knows it.
public struct SystemThread: Sendable {
  /// `PROCESS/task/THREAD`, by the numbers of the mounted `/proc`.
  private let folder: String

  /// The calling thread; nil where the system does not say: not Linux, or a sandbox that hides it.
  public static var current: SystemThread? {
    // Two numbers and a word.
    var name = [CChar](repeating: 0, count: 64)
    let length = readlink("/proc/thread-self", &name, name.count)
    guard length > 0 && length < name.count else { return nil }
    return SystemThread(
      folder: String(decoding: name[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// How long it has run and waited so far. May be called from any thread.
  ///
  /// - Returns: nil where the system does not count that, or the thread has ended.
  /// - Complexity: reads a file of `/proc`: some ten microseconds.
  public var times: ThreadTimes? {
    let numbers = SystemFile.text("/proc/\(folder)/schedstat")?.split(separator: " ")
    guard let numbers, numbers.count >= 2, let running = Double(numbers[0]),
      let waiting = Double(numbers[1]), running > 0
    else { return nil }
    return ThreadTimes(runningSeconds: running / 1e9, waitingSeconds: waiting / 1e9)
  }

  /// Seconds for which the calling thread has had a processing unit so far, to the moment.
  ///
  /// - Returns: nil where the system does not count them.
  public static var currentProcessorSeconds: Double? {
    var time = timespec()
    guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return nil }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
