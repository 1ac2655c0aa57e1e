import CZlib

/// Decompression of gzip files (RFC 1952), of one member or many.
enum Gzip {
  static func isCompressed(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1F, 0x8B])
  }

  /// The text of all members; zero bytes after the last one are padding.
  ///
  /// - Throws: `badData` where the file is cut off, fails its checksum, is followed by something
  ///   else, or holds more than `limit` bytes.
  static func decompressed(
    _ bytes: [UInt8], path: String, limit: Int
  ) throws(DatasetError) -> [UInt8] {
    var stream = unsafe z_stream()
    // 15: the largest window; +16: gzip, with its checksum.
    let start = unsafe inflateInit2_(
      &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard start == Z_OK else { throw broken(path, "zlib failed with error \(start)") }
    defer { unsafe inflateEnd(&stream) }

    var source = bytes
    var output: [UInt8] = []
    output.reserveCapacity(min(limit, 4 * bytes.count))
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var consumed = 0
    while true {
      let available = min(source.count - consumed, 1 << 30)
      let (status, read, written) = unsafe step(
        &stream, &source, from: consumed, count: available, into: &chunk)
      consumed += read
      guard output.count + written <= limit else {
        throw FileBytes.tooLarge(path, limit: limit)
      }
      output.append(contentsOf: chunk[0..<written])
      switch status {
      case Z_STREAM_END:
        let rest = source[consumed...]
        if rest.allSatisfy({ $0 == 0 }) { return output }
        guard rest.starts(with: [0x1F, 0x8B]) else {
          throw broken(path, "bytes after the end of the gzip data (byte \(consumed))")
        }
        guard unsafe inflateReset(&stream) == Z_OK else { throw broken(path, "zlib failed") }
      case Z_OK where read > 0 || written > 0: continue
      case Z_OK, Z_BUF_ERROR: throw broken(path, "gzip data that is cut off")
      default: throw broken(path, "damaged gzip data (near byte \(consumed))")
      }
    }
  }

  /// Runs zlib once; returns its status and how many bytes it read and wrote.
  private static func step(
    _ stream: inout z_stream, _ source: inout [UInt8], from offset: Int, count: Int,
    into chunk: inout [UInt8]
  ) -> (status: Int32, read: Int, written: Int) {
    unsafe source.withUnsafeMutableBufferPointer { source in
      unsafe chunk.withUnsafeMutableBufferPointer { chunk in
        unsafe stream.next_in = source.baseAddress.map { unsafe $0 + offset }
        unsafe stream.avail_in = UInt32(count)
        unsafe stream.next_out = chunk.baseAddress
        unsafe stream.avail_out = UInt32(chunk.count)
        let status = unsafe inflate(&stream, Z_NO_FLUSH)
        let read = unsafe count - Int(stream.avail_in)
        let written = unsafe chunk.count - Int(stream.avail_out)
        unsafe stream.next_in = nil
        unsafe stream.next_out = nil
        return (status, read, written)
      }
    }
  }

  private static func broken(_ path: String, _ found: String) -> DatasetError {
    DatasetError(
      .badData, path: path, found: found, expected: "expected a whole gzip file",
      advice: "check it with gzip -t and fetch it again")
  }
}
