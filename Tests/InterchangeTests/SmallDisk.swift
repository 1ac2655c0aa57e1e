import Foundation
import Glibc

/// A file system in memory with room for 64 KiB, which needs the rights of root.
final class SmallDisk {
  static let absence: String = "a full disk needs root and the right to mount a tmpfs"

  static let canMount = (try? SmallDisk()) != nil

  struct Refused: Error {
    let code: Int32
  }

  private let folder: TemporaryFolder
  var path: String { folder.path }

  init() throws {
    folder = try TemporaryFolder()
    guard geteuid() == 0 else { throw Refused(code: EPERM) }
    guard mount("lockstep", folder.path, "tmpfs", 0, "size=65536") == 0 else {
      throw Refused(code: errno)
    }
  }

  deinit {
    umount2(folder.path, Int32(MNT_DETACH))
  }

  func names() throws -> [String] {
    try folder.names()
  }
}
