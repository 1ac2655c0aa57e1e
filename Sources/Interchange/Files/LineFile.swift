import Glibc

/// A text file that grows by whole lines, each to be seen by readers at once.
///
/// A line is one `write` to the end of the file, so that lines of several writers do not mix and
/// a killed process leaves no part of one.
public final class LineFile: Sendable {
  private let path: String
  private let file: Descriptor

  /// Opens the file at `path`, creating it if it is missing; what is in it stays.
  ///
  /// - Throws: `FileError.cannotCreate` or `.writeFailed`.
  public init(appendingTo path: String) throws(FileError) {
    self.path = path
    file = try WholeFile.created(
      path, flags: O_WRONLY | O_CREAT | O_APPEND, namedByUser: path)
  }

  /// Adds a line.
  ///
  /// - Parameter line: without the line break, which is added, and without any other.
  /// - Throws: `FileError.writeFailed`; then a part that was written is taken back.
  public func append(_ line: String) throws(FileError) {
    precondition(!line.utf8.contains(UInt8(ascii: "\n")), "LineFile: a line break inside a line")
    let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
    do throws(SystemError) {
      let count = try file.writeOnce(bytes, from: 0, to: bytes.count)
      guard count < bytes.count else { return }
      // The disk became full within the line.
      try file.truncate(toBytes: try file.status().bytes - count)
      throw SystemError(code: ENOSPC)
    } catch {
      throw .writeFailed(path: path, reason: error)
    }
  }
}
