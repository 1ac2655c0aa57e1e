import Foundation

/// Progress, warnings and errors; results go to stdout.
enum StandardError {
  /// Whether a person watches: only then do lines rewrite themselves.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  static func write(_ line: String, terminator: String = "\n") {
    FileHandle.standardError.write(Data((line + terminator).utf8))
  }
}
