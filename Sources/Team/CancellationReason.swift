/// Why a run was cancelled.
public enum CancellationReason: UInt8, Sendable {
  /// The Swift task that awaited it was cancelled.
  case task = 1

  /// SIGINT: a person pressed Ctrl-C.
  case interrupt = 2

  /// SIGTERM: the system wants the process to end.
  case terminate = 3

  /// SIGHUP: the terminal went away.
  case hangup = 4
}
