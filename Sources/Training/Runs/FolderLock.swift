import Foundation
import Interchange

/// Keeps other processes out of a folder; the system lets go of it when the process ends, however it ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `RunError.inUse` if another process has it. File systems that know no locks are taken as they
  ///   are.
  init(_ path: String) throws {
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
      close(descriptor)
      throw RunError.inUse(path: path)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
