import Glibc

extension WholeFile {
  /// All bytes of a file or a pipe.
  ///
  /// - Throws: `FileError`, all cases but those of writing.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let file = try opened(path)
    let status: (kind: SystemCalls.Kind, bytes: Int)
    do {
      status = try file.status()
    } catch {
      throw FileError(reading: path, error)
    }
    switch status.kind {
    case .directory: throw .isDirectory(path: path)
    case .device: throw .isDevice(path: path)
    case .regular, .stream: break
    }

    // The size is a hint: it may change, and it is 0 for pipes and in /proc. But a file that is
    // larger than the memory by its size (they can have holes) is not worth a try.
    let memoryBytes = SystemCalls.memoryBytes
    var bytes: [UInt8] = []
    if status.bytes <= memoryBytes { bytes.reserveCapacity(status.bytes) }
    var size = status.bytes
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while size <= memoryBytes {
      let count: Int
      do {
        count = try file.read(into: &piece)
      } catch {
        throw FileError(reading: path, error)
      }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      size = max(size, bytes.count)
    }
    throw .tooLarge(path: path, bytes: size, memoryBytes: memoryBytes)
  }

  private static func opened(_ path: String) throws(FileError) -> Descriptor {
    do {
      return try Descriptor(opening: path, flags: O_RDONLY)
    } catch {
      throw FileError(reading: path, error)
    }
  }
}
