import Foundation
import Lockstep

/// The descriptors that the process was started with.
enum StandardStreams {
  /// Makes writing to them safe, whatever they are. To be called before any file is opened.
  ///
  /// A reader that went away must not end a training run by SIGPIPE. A descriptor that was closed
  /// would otherwise be given to the next file that is opened, into which results would be written.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number, so this very one; for reading, so that writing to it fails.
      _ = unsafe open("/dev/null", O_RDONLY)
    }
  }

  /// Writes all of `text`.
  static func write(_ text: String, to descriptor: Int32) throws(SystemError) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        written += count
      } else if count == 0 || errno != EINTR {
        throw SystemError(code: count == 0 ? EIO : errno)
      }
    }
  }
}

/// Results.
enum StandardOutput {
  /// - Throws: `FileError.writeFailed`: a result that nobody received is no success.
  static func write(_ text: String, terminator: String = "\n") throws(FileError) {
    StandardError.finishLine()
    do {
      try StandardStreams.write(text + terminator, to: STDOUT_FILENO)
    } catch {
      throw .writeFailed(path: "stdout", reason: error)
    }
  }
}
