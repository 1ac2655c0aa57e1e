import Glibc

/// Files that are written whole or not at all.
///
/// Whoever reads under the name sees the old content or the new one, never a part, whatever the
/// moment at which the process is killed or the power fails.
public enum WholeFile {
  /// Replaces or creates the file at `path`: a temporary file in the same folder is written, sent
  /// to the disk and renamed, then the folder is sent to the disk.
  ///
  /// A symbolic link stays and the file behind it is replaced. What is not a file (`/dev/stdout`,
  /// a pipe) is written directly: a rename would put a file in its place.
  ///
  /// - Throws: `FileError.cannotCreate` or `.writeFailed`; then the file is as before and the
  ///   temporary one is gone.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(pieces: [bytes], to: path)
  }

  /// The same for content that lies in several places.
  public static func write(pieces: [[UInt8]], to path: String) throws(FileError) {
    switch try? SystemCalls.kind(of: path) {
    case .regular:
      try replace(try behindLink(path), with: pieces, namedByUser: path)
    case nil:
      try replace(path, with: pieces, namedByUser: path)
    case .directory:
      throw .cannotCreate(path: path, reason: SystemError(code: EISDIR))
    case .device, .stream:
      try writeThrough(pieces, to: path)
    }
  }

  /// Replaces or creates a file of UTF-8 text.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Finds out whether a file can be written at `path`, without changing what is there: for results
  /// that take long to make.
  ///
  /// - Throws: `FileError.cannotCreate` or `.writeFailed`, as `write` would now.
  public static func requireWritable(_ path: String) throws(FileError) {
    let kind: SystemCalls.Kind
    do {
      kind = try SystemCalls.kind(of: path)
    } catch  where error.code == ENOENT && !path.isEmpty {
      return try tryTemporary(beside: path, namedByUser: path)
    } catch {
      // Such as a name that is too long or holds a NUL: a temporary file beside it has another.
      throw FileError(creating: path, error)
    }
    switch kind {
    case .directory: throw .cannotCreate(path: path, reason: SystemError(code: EISDIR))
    case .device, .stream: return
    case .regular: try tryTemporary(beside: try behindLink(path), namedByUser: path)
    }
  }

  /// Removes what processes that were killed while they wrote left in a folder. Only for a folder
  /// in which no other process is writing.
  public static func removeUnfinished(in folder: String) throws(FileError) {
    for name in try Folder.names(in: folder)
    where name.hasPrefix(temporaryPrefix) && name.hasSuffix(temporarySuffix) {
      do {
        try SystemCalls.remove(folder + "/" + name)
      } catch {
        throw .writeFailed(path: folder + "/" + name, reason: error)
      }
    }
  }

  private static let temporaryPrefix = ".lockstep-"
  private static let temporarySuffix = ".unfinished"

  private static func behindLink(_ path: String) throws(FileError) -> String {
    do {
      return try SystemCalls.isLink(path) ? SystemCalls.resolved(path) : path
    } catch {
      throw FileError(creating: path, error)
    }
  }

  private static func replace(
    _ destination: String, with pieces: [[UInt8]], namedByUser path: String
  ) throws(FileError) {
    let temporary = temporaryName(beside: destination)
    do throws(FileError) {
      try create(temporary, with: pieces, namedByUser: path)
      do {
        try SystemCalls.rename(temporary, to: destination)
      } catch {
        throw FileError(creating: path, error)
      }
    } catch {
      try? SystemCalls.remove(temporary)
      throw error
    }
    do {
      try Folder.synchronize(Folder.parent(of: destination))
    } catch {
      throw .writeFailed(path: path, reason: error)
    }
  }

  private static func temporaryName(beside destination: String) -> String {
    // Random, not the process number: that is not unique between the machines of a shared disk,
    // nor between containers. The name does not grow with the file's, which may be at its limit.
    let number = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return Folder.parent(of: destination) + "/" + temporaryPrefix + number + temporarySuffix
  }

  private static func tryTemporary(
    beside destination: String, namedByUser path: String
  ) throws(FileError) {
    let temporary = temporaryName(beside: destination)
    try create(temporary, with: [], namedByUser: path)
    try? SystemCalls.remove(temporary)
  }

  private static func create(
    _ temporary: String, with pieces: [[UInt8]], namedByUser path: String
  ) throws(FileError) {
    let file = try created(temporary, flags: O_WRONLY | O_CREAT | O_EXCL, namedByUser: path)
    do {
      for piece in pieces { try file.write(piece) }
      try file.synchronize()
    } catch {
      throw .writeFailed(path: path, reason: error)
    }
  }

  private static func writeThrough(_ pieces: [[UInt8]], to path: String) throws(FileError) {
    let file = try created(path, flags: O_WRONLY, namedByUser: path)
    do {
      for piece in pieces { try file.write(piece) }
    } catch {
      throw .writeFailed(path: path, reason: error)
    }
  }

  /// Opens for writing.
  static func created(
    _ path: String, flags: Int32, namedByUser name: String
  ) throws(FileError) -> Descriptor {
    do {
      return try Descriptor(opening: path, flags: flags)
    } catch {
      throw FileError(creating: name, error)
    }
  }
}
