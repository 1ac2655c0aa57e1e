import Glibc

/// The calls to the operating system that files need, each wrapped once: −1 becomes a
/// `SystemError`, and a call that a signal interrupted is made again.
enum SystemCalls {
  enum Kind {
    case regular
    case directory
    case device
    /// A pipe or a socket.
    case stream
  }

  /// What is at `path`, behind symbolic links.
  static func kind(of path: String) throws(SystemError) -> Kind {
    var status = stat()
    _ = try unsafe check(path) { unsafe Int(stat($0, &status)) }
    return kind(mode: status.st_mode)
  }

  static func kind(mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .directory
    case S_IFCHR, S_IFBLK: .device
    default: .stream
    }
  }

  static func isLink(_ path: String) throws(SystemError) -> Bool {
    var status = stat()
    _ = try unsafe check(path) { unsafe Int(lstat($0, &status)) }
    return status.st_mode & S_IFMT == S_IFLNK
  }

  /// The path behind symbolic links; `path` must exist.
  static func resolved(_ path: String) throws(SystemError) -> String {
    var result = path
    _ = try unsafe check(path) {
      guard let text = unsafe realpath($0, nil) else { return -1 }
      defer { unsafe free(text) }
      // Repaired instead of refused, it would name another file.
      guard let valid = unsafe String(validatingCString: text) else {
        errno = EILSEQ
        return -1
      }
      result = valid
      return 0
    }
    return result
  }

  static func rename(_ path: String, to destination: String) throws(SystemError) {
    try refuseNul(in: destination)
    _ = try unsafe check(path) { unsafe Int(Glibc.rename($0, destination)) }
  }

  static func remove(_ path: String) throws(SystemError) {
    _ = try unsafe check(path) { unsafe Int(unlink($0)) }
  }

  static func makeDirectory(_ path: String) throws(SystemError) {
    _ = try unsafe check(path) { unsafe Int(mkdir($0, 0o777)) }
  }

  /// The names in a folder, without `.` and `..`, in no order.
  static func names(in path: String) throws(SystemError) -> [String] {
    var names: [String] = []
    _ = try unsafe check(path) {
      guard let stream = unsafe opendir($0) else { return -1 }
      defer { unsafe closedir(stream) }
      while true {
        errno = 0
        guard let entry = unsafe readdir(stream) else { return errno == 0 ? 0 : -1 }
        let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
          unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { names.append(name) }
      }
    }
    return names
  }

  /// The memory of this machine, in bytes.
  static var memoryBytes: Int {
    let (bytes, overflow) = sysconf(Int32(_SC_PHYS_PAGES))
      .multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return overflow || bytes <= 0 ? .max : bytes
  }

  /// Calls with the path as a C string.
  static func check(
    _ path: String, _ call: (UnsafePointer<CChar>) -> Int
  ) throws(SystemError) -> Int {
    try refuseNul(in: path)
    return try check { unsafe path.withCString { unsafe call($0) } }
  }

  static func check(_ call: () -> Int) throws(SystemError) -> Int {
    while true {
      let result = call()
      let code = errno
      if result >= 0 { return result }
      if code != EINTR { throw SystemError(code: code) }
    }
  }

  /// C would take the path to end at the NUL and touch another file.
  private static func refuseNul(in path: String) throws(SystemError) {
    if path.utf8.contains(0) { throw SystemError(code: EINVAL) }
  }
}
