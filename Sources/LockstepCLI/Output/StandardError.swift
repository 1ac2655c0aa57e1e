import Foundation
import Synchronization

/// Progress, warnings and errors; results go to stdout.
enum StandardError {
  /// Whether a person watches: only then do lines rewrite themselves.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Whether the last thing written was a line that rewrites itself.
  private static let isRewriting = Mutex(false)

  /// Writes a line. Whether anyone reads it decides nothing, so failures are left alone.
  static func write(_ line: String) {
    finishLine()
    try? StandardStreams.write(line + "\n", to: STDERR_FILENO)
  }

  /// Leaves the line that rewrites itself as it is and goes to the next.
  static func finishLine() {
    isRewriting.withLock { isRewriting in
      if isRewriting { try? StandardStreams.write("\n", to: STDERR_FILENO) }
      isRewriting = false
    }
  }

  /// Writes over the last line, on a terminal.
  static func rewrite(_ line: String) {
    isRewriting.withLock { isRewriting in
      try? StandardStreams.write("\r\u{1B}[K" + line, to: STDERR_FILENO)
      isRewriting = true
    }
  }
}
