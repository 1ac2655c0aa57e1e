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
      let waiting = Double(numbers[1])
    else { return nil }
    return ThreadTimes(runningSeconds: running / 1e9, waitingSeconds: waiting / 1e9)
  }
}
