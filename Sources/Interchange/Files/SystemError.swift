import Glibc

/// Why the operating system refused a call: an `errno` value.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  public let code: Int32

  public init(code: Int32) {
    self.code = code
  }

  /// The system's own words, such as `No space left on device`.
  public var description: String {
    // glibc keeps the text of `strerror` per thread.
    guard let text = unsafe strerror(code) else { return "system error \(code)" }
    return unsafe String(cString: text)
  }

  /// There is nothing at the path.
  var isAbsence: Bool {
    code == ENOENT || code == ENOTDIR
  }

  /// The disk took part of it or nothing: the place is right, the disk is not.
  var isOfTheDisk: Bool {
    [ENOSPC, EDQUOT, EIO, EFBIG].contains(code)
  }
}
