import Foundation
import Interchange

/// The checkpoints of a run: `checkpoint/step-000000001234.safetensors`, by the steps done.
public struct CheckpointFolder: Sendable {
  public let path: String

  /// One file of the folder.
  public struct Entry: Equatable, Sendable {
    public let path: String
    public let step: Int
    /// Written because the run was interrupted; it goes when the run is finished.
    public let isOfInterruption: Bool
  }

  public init(path: String) {
    self.path = path
  }

  private static let start = "step-"
  private static let end = ".safetensors"
  private static let interruption = "-interrupted"

  /// Where the checkpoint after `step` steps stands.
  func path(step: Int, isOfInterruption: Bool = false) -> String {
    let digits = "\(step)"
    let zeros = String(repeating: "0", count: max(0, 12 - digits.count))
    let mark = isOfInterruption ? Self.interruption : ""
    return "\(path)/\(Self.start)\(zeros)\(digits)\(mark)\(Self.end)"
  }

  /// What is there, by steps; empty without the folder.
  public var entries: [Entry] {
    ((try? Folder.names(in: path)) ?? []).compactMap { name in
      guard name.hasPrefix(Self.start), name.hasSuffix(Self.end) else { return nil }
      var middle = name.dropFirst(Self.start.count).dropLast(Self.end.count)
      let isOfInterruption = middle.hasSuffix(Self.interruption)
      if isOfInterruption { middle = middle.dropLast(Self.interruption.count) }
      return Int(middle).map {
        Entry(path: path + "/" + name, step: $0, isOfInterruption: isOfInterruption)
      }
    }.sorted { ($0.step, $0.path) < ($1.step, $1.path) }
  }

  /// The newest checkpoint that is whole.
  ///
  /// - Parameters:
  ///   - fault: what is wrong with one for the run, nil if nothing; may throw.
  ///   - onSkip: gets why each newer one was left out.
  /// - Throws: errors that say nothing about a file's being whole: it is of another program, or cannot be
  ///   read.
  func newestIntact(
    fault: (Checkpoint) throws -> String?, onSkip: (any Error) -> Void
  ) throws -> Checkpoint? {
    for entry in entries.reversed() {
      do {
        let checkpoint = try Checkpoint(from: entry.path)
        guard let fault = try fault(checkpoint) else { return checkpoint }
        onSkip(RunError.badFile(path: entry.path, what: fault))
      } catch let error as RunError {
        guard case .badFile = error else { throw error }
        onSkip(error)
      }
    }
    return nil
  }

  /// Removes all but the newest up to a step. Those after it are not intact, or else the run would have gone on
  /// from them; it will write them anew.
  ///
  /// - Parameters:
  ///   - count: how many stay.
  ///   - ofInterruptions: of which kind; counted apart, so that those of the schedule are the same as if the
  ///     run had never been interrupted.
  func prune(keeping count: Int, upTo step: Int, ofInterruptions: Bool) {
    let earlier = entries.filter { $0.step <= step && $0.isOfInterruption == ofInterruptions }
    for entry in earlier.dropLast(count) { remove(entry) }
  }

  /// Removes what an interruption left, and the folder if nothing else is in it.
  public func removeInterruptions() {
    for entry in entries where entry.isOfInterruption { remove(entry) }
    _ = unsafe rmdir(path)
  }

  /// Removes what a process left that was killed while it wrote a checkpoint, as far as it can: a folder that
  /// cannot be written keeps no run from going on.
  func removeUnfinished() { try? WholeFile.removeUnfinished(in: path) }

  private func remove(_ entry: Entry) { try? FileManager.default.removeItem(atPath: entry.path) }
}
