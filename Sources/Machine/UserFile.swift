internal import Glibc

/// A file that a user names.
enum UserFile {
  enum Fault: Error, Equatable {
    /// `code` is the errno.
    case unreadable(code: Int32)
    case notText
  }

  /// More than any topology or profile has.
  private static let mostBytes = 64 << 20

  /// Its text in UTF-8, without the mark that some editors put in front.
  ///
  /// Only of plain files: a device may never end, and a pipe may never begin.
  static func text(_ path: String) -> Result<String, Fault> {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return .failure(.unreadable(code: errno)) }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: return .failure(.unreadable(code: EISDIR))
    default: return .failure(.unreadable(code: EINVAL))
    }
    guard facts.st_size <= mostBytes else { return .failure(.unreadable(code: EFBIG)) }
    errno = 0
    guard let bytes = SystemFile.bytes(path) else {
      return .failure(.unreadable(code: errno == 0 ? EIO : errno))
    }
    guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
      return .failure(.notText)
    }
    return .success(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
  }
}
