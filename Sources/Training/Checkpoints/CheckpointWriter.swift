import Foundation
import Interchange

/// Writes checkpoints from copies of the state, on a thread of its own, while training goes on.
///
/// Not on a queue of the system: a thread that a worker makes is bound to the worker's core like itself.
///
/// A disk that is slower than the schedule costs checkpoints, not time: of the copies that wait, only as many stay
/// as would be kept as files and as a bound on memory lets. Where all are to be kept, training waits for the disk
/// once they exceed it.
final class CheckpointWriter: Sendable {
  /// Of waiting copies, but for the newest.
  private static let mostBytes = 1 << 29

  private let folder: CheckpointFolder
  private let keep: Int?
  /// Writes a copy under a path.
  private let write: @Sendable (Snapshot, String) throws -> Void
  private let onWarning: @Sendable (String) -> Void
  private let line = LockedValue(Line())
  private let work = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  private struct Line {
    var waiting: [Snapshot] = []
    var isClosed = false
    var isWaitedFor = false
    var hasEnded = false
    var whenEnded: CheckedContinuation<Void, Never>?
    var lastWarning: String?
  }

  init(
    folder: CheckpointFolder, keep: Int?, onWarning: @escaping @Sendable (String) -> Void,
    write: @escaping @Sendable (Snapshot, String) throws -> Void
  ) {
    self.folder = folder
    self.keep = keep
    self.onWarning = onWarning
    self.write = write
    let thread = Thread { self.run() }
    thread.name = "lockstep checkpoints"
    thread.start()
  }

  /// Puts a copy in line. For a worker: returns at once unless all are to be kept and the disk is far behind.
  func accept(_ snapshot: Snapshot) {
    let isTooMuch = line.withLock { line in
      let others = Self.mostBytes / max(1, snapshot.bytes)
      line.waiting.append(snapshot)
      if let keep { line.waiting = line.waiting.suffix(min(keep, 1 + others)) }
      line.isWaitedFor = line.waiting.count > 1 + others
      return line.isWaitedFor
    }
    work.signal()
    if isTooMuch { room.wait() }
  }

  /// Ends the thread: once all that waits is written, or with what it is writing now.
  func finish(writingAll: Bool) async {
    await withCheckedContinuation { continuation in
      let hasEnded = line.withLock { line in
        if !writingAll { line.waiting = [] }
        line.isClosed = true
        if !line.hasEnded { line.whenEnded = continuation }
        return line.hasEnded
      }
      if hasEnded { continuation.resume() }
      work.signal()
    }
  }

  private func run() {
    while true {
      work.wait()
      let (snapshot, isOver) = line.withLock { line in
        let snapshot = line.waiting.isEmpty ? nil : line.waiting.removeFirst()
        return (snapshot, line.isClosed && snapshot == nil)
      }
      if let snapshot {
        writeOne(snapshot)
        let wasWaitedFor = line.withLock { line in
          defer { line.isWaitedFor = false }
          return line.isWaitedFor
        }
        if wasWaitedFor { room.signal() }
        // Also for what came while this was written, or was left when the line was closed.
        work.signal()
      }
      if isOver { break }
    }
    let whenEnded = line.withLock { line in
      line.hasEnded = true
      return line.whenEnded
    }
    whenEnded?.resume()
  }

  private func writeOne(_ snapshot: Snapshot) {
    let path = folder.path(step: snapshot.progress.steps)
    do {
      try Folder.create(folder.path)
      try write(snapshot, path)
      // Only now: the earlier ones are what a run goes on from if this one had not been written.
      if let keep {
        folder.prune(keeping: keep, upTo: snapshot.progress.steps, ofInterruptions: false)
      }
      line.withLock { $0.lastWarning = nil }
    } catch {
      let reason = "\(error)"
      // A disk that stays full would say it at every checkpoint.
      let isNew = line.withLock { line in
        let reasonAlone = reason.replacingOccurrences(of: path, with: "")
        defer { line.lastWarning = reasonAlone }
        return line.lastWarning != reasonAlone
      }
      if isNew { onWarning("\(reason); training goes on, and earlier checkpoints stay") }
    }
  }
}
