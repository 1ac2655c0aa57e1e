import Foundation
import Interchange
import Learning

/// The folder that a run writes: model, receipt, metrics and checkpoint.
///
/// A run that fails before it has anything worth keeping takes back what it wrote.
public struct RunFolder: Sendable {
  public let path: String

  /// Of a run that gets its final name when the digest is known: the part before the digest.
  private let stem: String?
  /// Whether there was nothing of a run in it when it was opened.
  private let isNew: Bool
  /// The folders that were made for it, the innermost first.
  private let madeFolders: [String]
  /// Held as long as the run is written: two processes that go on with one run would mix their files.
  private let lock: FolderLock

  private static let files = [
    "model.json", "model.safetensors", "receipt.json", "metrics.jsonl", "checkpoint",
  ]

  /// Makes the folder of a new run, or opens one to resume.
  ///
  /// - Parameter path: nil: below `runs/`, named by the date and, at the end, the digest.
  /// - Throws: `RunError.exists` or `.notAFolder`, or `FileError` if it cannot be made or written;
  ///   then nothing is left of it.
  public static func open(path: String?, resume: Bool) throws -> RunFolder {
    let stem = path == nil ? "runs/" + Self.date() : nil
    // Random, so that two runs that start within a second do not meet.
    let name = path ?? "runs/\(Self.date())-\(Self.randomDigits())-unfinished"
    guard resume || !holdsRun(name) else { throw RunError.exists(path: name) }
    guard !FileManager.default.fileExists(atPath: name) || isFolder(name) else {
      throw RunError.notAFolder(path: name)
    }
    let missing = missingFolders(name)
    do {
      try Folder.create(name)
    } catch {
      remove(missing)
      throw error
    }
    let lock = try FolderLock(name)
    // Only now, since another process may have made a run of it meanwhile.
    let isNew = !holdsRun(name)
    guard isNew || resume else { throw RunError.exists(path: name) }
    let folder = RunFolder(
      path: name, stem: stem, isNew: isNew, madeFolders: missing, lock: lock)
    do {
      try WholeFile.removeUnfinished(in: name)
      folder.checkpoints.removeUnfinished()
      // Found out before training rather than after it.
      _ = try LineFile(appendingTo: folder.metricsPath)
    } catch {
      folder.discard()
      throw error
    }
    return folder
  }

  /// Makes the folder of a run that cannot be gone on with.
  ///
  /// - Throws: as `open`.
  public static func openNew(path: String?) throws -> RunFolder {
    do {
      return try open(path: path, resume: false)
    } catch RunError.exists(let path) {
      throw RunError.taken(path: path)
    }
  }

  public var metricsPath: String { path + "/metrics.jsonl" }
  public var receiptPath: String { path + "/receipt.json" }
  public var checkpoints: CheckpointFolder { CheckpointFolder(path: path + "/checkpoint") }

  /// The receipt of the run in this folder, nil if it has none.
  public func receipt() throws -> Receipt? {
    guard FileManager.default.fileExists(atPath: receiptPath) else { return nil }
    return try Receipt(from: receiptPath)
  }

  /// The receipt of `model`, read from `folder`: nil if there is none, or one of another model or with
  /// another number of layers.
  public static func receipt(ofModel model: Model, inFolder folder: String) throws -> Receipt? {
    let path = folder + "/receipt.json"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let receipt: Receipt
    do {
      receipt = try Receipt(from: path)
    } catch RunError.olderFormat {
      return nil
    }
    let layers = receipt.result.certificate?.layers.count ?? model.network.layers
    guard receipt.digest == model.digest, layers == model.network.layers else { return nil }
    return receipt
  }

  /// Takes back what a failed run wrote, and the folders that were made for it. A run that was
  /// there before is left alone, and so is one that has checkpoints: a disk that is full at the end of a
  /// long run costs its last files and not the run.
  public func discard() {
    guard isNew, checkpoints.entries.isEmpty else { return }
    for file in Self.files { try? FileManager.default.removeItem(atPath: path + "/" + file) }
    try? WholeFile.removeUnfinished(in: path)
    Self.remove(madeFolders)
  }

  /// Only empty ones go: another run may have come to the same parent folder meanwhile.
  private static func remove(_ folders: [String]) {
    for folder in folders { _ = unsafe rmdir(folder) }
  }

  /// The name that the folder has once the run is finished.
  func finalPath(_ digest: Digest) -> String {
    guard let stem else { return path }
    return Self.unusedName(stem + "-" + digest.description.prefix(8))
  }

  /// Gives the folder its final name.
  func rename(to finalPath: String) throws(FileError) {
    guard finalPath != path else { return }
    guard unsafe Foundation.rename(path, finalPath) == 0 else {
      throw .cannotCreate(path: finalPath, reason: SystemError(code: errno))
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/.")
  }

  private static func holdsRun(_ path: String) -> Bool {
    files.contains { FileManager.default.fileExists(atPath: path + "/" + $0) }
  }

  /// The folders on the way to `path`, itself included, that are not there; the innermost first.
  private static func missingFolders(_ path: String) -> [String] {
    var missing: [String] = []
    var folder = path
    while folder.hasSuffix("/") { folder.removeLast() }
    while !folder.isEmpty && !FileManager.default.fileExists(atPath: folder) {
      missing.append(folder)
      // Not by Foundation, which traps at a path of one character.
      folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
    }
    return missing
  }

  private static func randomDigits() -> String {
    String(UInt32.random(in: 0...UInt32.max), radix: 16)
  }

  private static func unusedName(_ name: String) -> String {
    var candidate = name
    var number = 2
    while FileManager.default.fileExists(atPath: candidate) {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  private static func date() -> String {
    Date().formatted(
      .verbatim(
        "\(year: .padded(4))-\(month: .twoDigits)-\(day: .twoDigits)T\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)",
        locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
        calendar: Calendar(identifier: .gregorian)))
  }
}
