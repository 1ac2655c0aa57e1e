import Foundation
import Interchange

/// The records of a run's epochs: in memory, and as lines of `metrics.jsonl` for whoever watches.
///
/// A line that cannot be written costs a warning and not the run: `finish` writes the file again.
final class RunHistory: Sendable {
  private let path: String
  private let onWarning: @Sendable (String) -> Void
  private let content: LockedValue<Content>

  private struct Content {
    var records: [EpochRecord]
    var isComplete = true
  }

  private let lines: LineFile

  /// - Parameter records: that a checkpoint had; the file then has these and no others. A process that was
  ///   killed after its last checkpoint may have written more, which will be written again.
  init(
    path: String, records: [EpochRecord], onWarning: @escaping @Sendable (String) -> Void
  ) throws {
    self.path = path
    self.onWarning = onWarning
    content = LockedValue(Content(records: records))
    let bytes = try Self.bytes(of: records)
    if try WholeFile.read(path) != bytes { try WholeFile.write(bytes, to: path) }
    lines = try LineFile(appendingTo: path)
  }

  func append(_ record: EpochRecord) throws {
    let line = try JSONFile.text(record, pretty: false)
    content.withLock { content in
      content.records.append(record)
      guard content.isComplete else { return }
      do {
        try lines.append(line)
      } catch {
        content.isComplete = false
        onWarning("\(error); training goes on, and the file is written again at its end")
      }
    }
  }

  var records: [EpochRecord] { content.withLock { $0.records } }

  /// Makes sure that the file has all lines.
  ///
  /// - Throws: `FileError`.
  func finish() throws {
    let content = content.withLock { $0 }
    if !content.isComplete { try WholeFile.write(Self.bytes(of: content.records), to: path) }
  }

  private static func bytes(of records: [EpochRecord]) throws -> [UInt8] {
    try records.flatMap { Array((try JSONFile.text($0, pretty: false) + "\n").utf8) }
  }
}
