import Glibc

/// Folders of the file system.
public enum Folder {
  /// Creates the folder and those above it, as far as they are missing.
  ///
  /// - Throws: `FileError.cannotCreate` or `.writeFailed`, with the path that was asked for.
  public static func create(_ path: String) throws(FileError) {
    do {
      try createMissing(path)
    } catch {
      throw FileError(creating: path, error)
    }
  }

  /// The names of what is in the folder, sorted by their bytes.
  ///
  /// - Throws: `FileError.missing` or `.readFailed`.
  public static func names(in path: String) throws(FileError) -> [String] {
    do {
      return try SystemCalls.names(in: path)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw FileError(reading: path, error)
    }
  }

  /// The folder that a path's last name is in; `.` for a name alone.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Sends the names in a folder to the disk. A folder that may be written but not read cannot be
  /// opened for that, and is left to the system.
  static func synchronize(_ path: String) throws(SystemError) {
    let folder: Descriptor
    do {
      folder = try Descriptor(opening: path, flags: O_RDONLY | O_DIRECTORY)
    } catch  where error.code == EACCES {
      return
    }
    try folder.synchronize()
  }

  private static func createMissing(_ path: String) throws(SystemError) {
    var missing: [String] = []
    var ancestor = path
    while ancestor.count > 1 && ancestor.last == "/" { ancestor.removeLast() }
    // Upwards to the first that can be made, then back down.
    while true {
      do {
        try make(ancestor)
        break
      } catch  where error.code == ENOENT {
        let parent = parent(of: ancestor)
        guard parent != ancestor, !ancestor.isEmpty else { throw error }
        missing.append(ancestor)
        ancestor = parent
      }
    }
    for path in missing.reversed() { try make(path) }
  }

  /// Makes one folder; one that is there already, or that another process makes meanwhile, is
  /// fine.
  private static func make(_ path: String) throws(SystemError) {
    do {
      try SystemCalls.makeDirectory(path)
    } catch  where error.code == EEXIST {
      guard try SystemCalls.kind(of: path) == .directory else { throw error }
      return
    }
    try synchronize(parent(of: path))
  }
}
