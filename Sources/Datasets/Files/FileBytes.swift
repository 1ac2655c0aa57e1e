import Glibc

/// The whole content of a file.
enum FileBytes {
  /// - Throws: `inputMissing` where there is no file to read, `readFailure` where reading fails,
  ///   `badData` where there is more than `limit` bytes.
  static func read(path: String, limit: Int) throws(DatasetError) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw missing(path, "a path with a NUL character") }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno, opening: true) }
    defer { close(descriptor) }

    var bytes: [UInt8] = []
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: bytes.reserveCapacity(min(max(0, Int(status.st_size)), limit))
      // /dev/zero never ends.
      case S_IFCHR, S_IFBLK: throw missing(path, "a device")
      default: break
      }
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { memory in
        unsafe Glibc.read(descriptor, memory.baseAddress, memory.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, errno, opening: false)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw tooLarge(path, limit: limit) }
      bytes.append(contentsOf: chunk[0..<count])
    }
  }

  static func tooLarge(_ path: String, limit: Int) -> DatasetError {
    DatasetError(
      .badData, path: path, found: "more than \(limit) bytes of text",
      expected: "expected a table that fits in memory", advice: "cut the file into smaller ones")
  }

  private static func missing(_ path: String, _ found: String) -> DatasetError {
    DatasetError(
      .inputMissing, path: path, found: found, expected: "expected a file to read",
      advice: "check the path")
  }

  private static func failure(_ path: String, _ code: Int32, opening: Bool) -> DatasetError {
    switch code {
    case ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP: missing(path, "no such file")
    case EISDIR: missing(path, "a folder")
    case EACCES, EPERM: missing(path, "a file that may not be read")
    default:
      DatasetError(
        .readFailure, path: path,
        found: "\(opening ? "opening" : "reading") failed with error \(code) of the system",
        expected: "expected a file to read", advice: "check the disk and try again")
    }
  }
}
