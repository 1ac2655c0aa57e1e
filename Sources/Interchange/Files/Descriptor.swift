import Glibc

/// An open file, closed with its last use.
struct Descriptor: ~Copyable {
  private let number: Int32

  /// - Parameter flags: `O_CLOEXEC` is added. New files get the permissions of the user's mask.
  init(opening path: String, flags: Int32) throws(SystemError) {
    let result = try unsafe SystemCalls.check(path) {
      unsafe Int(open($0, flags | O_CLOEXEC, 0o666 as mode_t))
    }
    number = Int32(result)
  }

  deinit {
    close(number)
  }

  func status() throws(SystemError) -> (kind: SystemCalls.Kind, bytes: Int) {
    var status = stat()
    _ = try SystemCalls.check { unsafe Int(fstat(number, &status)) }
    return (SystemCalls.kind(mode: status.st_mode), Int(status.st_size))
  }

  /// Writes all bytes, in as many calls as it takes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      // Linux takes at most 2 GiB a call; smaller pieces leave room for a signal between them.
      let end = min(bytes.count, written + (1 << 30))
      let count = try writeOnce(bytes, from: written, to: end)
      // Nothing taken and no error is not in the manual; going on would never end.
      guard count > 0 else { throw SystemError(code: EIO) }
      written += count
    }
  }

  /// Writes with one call and returns how many bytes were taken.
  func writeOnce(_ bytes: [UInt8], from start: Int, to end: Int) throws(SystemError) -> Int {
    try SystemCalls.check {
      unsafe bytes.withUnsafeBytes {
        let piece = unsafe UnsafeRawBufferPointer(rebasing: $0[start..<end])
        return unsafe Glibc.write(number, piece.baseAddress, piece.count)
      }
    }
  }

  /// Reads the next bytes over the beginning of `buffer` and returns how many; 0 at the end.
  func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
    try SystemCalls.check {
      unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
    }
  }

  func truncate(toBytes count: Int) throws(SystemError) {
    _ = try SystemCalls.check { Int(ftruncate(number, count)) }
  }

  /// Waits until the disk has it. A file system that cannot promise that is taken as it is.
  func synchronize() throws(SystemError) {
    do {
      _ = try SystemCalls.check { Int(fsync(number)) }
    } catch  where [EINVAL, ENOTSUP, ENOSYS].contains(error.code) {
      return
    }
  }
}
