internal import Glibc

/// What can go wrong between workers.
public enum TeamError: Error, Equatable, Sendable {
  /// Another worker failed, so this one was told to stop. Seen inside a body; `Team.run` throws
  /// the other worker's own error.
  case stopped

  /// The run was cancelled.
  case cancelled(CancellationReason)

  /// A worker waits at a barrier that another one, whose body has returned, will never reach.
  case unbalanced

  /// More workers than a team can have.
  case tooManyWorkers(found: Int, limit: Int)

  /// The system refuses to start the thread of a worker. `code` is the errno.
  case threadRefused(worker: Int, code: Int32)
}

extension TeamError: CustomStringConvertible {
  /// One line: what was found, what was expected.
  public var description: String {
    switch self {
    case .stopped: "another worker failed"
    case .cancelled(.task): "the run was cancelled"
    case .cancelled(.interrupt): "the run was interrupted (SIGINT)"
    case .cancelled(.terminate): "the run was asked to terminate (SIGTERM)"
    case .cancelled(.hangup): "the run's terminal went away (SIGHUP)"
    case .unbalanced:
      "a worker waits at a barrier after another one has finished; all must meet the same barriers"
    case .tooManyWorkers(let found, let limit):
      "\(found) workers asked for, a team has at most \(limit)"
    case .threadRefused(let worker, let code):
      "cannot start the thread of worker \(worker): \(String(cString: strerror(code)))"
    }
  }
}
