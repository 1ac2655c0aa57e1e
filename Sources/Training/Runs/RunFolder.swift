import Foundation
import Interchange

/// The folder that a run writes: model, receipt, metrics and checkpoint.
///
/// A run that fails before it has anything worth keeping takes back what it wrote.
public struct RunFolder: Sendable {
  public let path: String

  /// Whether the run may give the folder its final name when the digest is known.
  private let isUnnamed: Bool
  private let wasMade: Bool

  private static let files = [
    "model.json", "model.safetensors", "receipt.json", "metrics.jsonl", "checkpoint",
  ]

  /// Makes the folder of a new run, or opens one to resume.
  ///
  /// - Parameter path: nil: below `runs/`, named by the date and, at the end, the digest.
  /// - Throws: `RunError.exists`, or `FileError` if it cannot be made or written.
  public static func open(path: String?, resume: Bool) throws -> RunFolder {
    let name: String
    if let path {
      name = path
    } else {
      name = Self.unusedName("runs/" + Self.date() + "-unfinished")
    }
    let existed = FileManager.default.fileExists(atPath: name)
    if existed && !resume && holdsRun(name) { throw RunError.exists(path: name) }
    try Folder.create(name)
    let folder = RunFolder(path: name, isUnnamed: path == nil, wasMade: !existed)
    do {
      try WholeFile.removeUnfinished(in: name)
      // Found out before training rather than after it.
      _ = try LineFile(appendingTo: folder.metricsPath)
    } catch {
      if !resume { folder.discard() }
      throw error
    }
    return folder
  }

  public var metricsPath: String { path + "/metrics.jsonl" }
  var receiptPath: String { path + "/receipt.json" }
  var checkpointPath: String { path + "/checkpoint/state.safetensors" }

  /// The receipt of the run in this folder, nil if it has none.
  public func receipt() throws -> Receipt? {
    guard FileManager.default.fileExists(atPath: receiptPath) else { return nil }
    return try JSONFile.decode(
      Receipt.self, from: WholeFile.read(receiptPath), path: receiptPath)
  }

  /// Takes back what a failed run wrote, and the folder if it was made for it.
  public func discard() {
    for file in Self.files { try? FileManager.default.removeItem(atPath: path + "/" + file) }
    try? WholeFile.removeUnfinished(in: path)
    guard wasMade, (try? Folder.names(in: path))?.isEmpty == true else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The name that the folder has once the run is finished.
  func finalPath(_ digest: Digest) -> String {
    guard isUnnamed else { return path }
    return Self.unusedName(
      path.replacing("-unfinished", with: "-" + digest.description.prefix(8)))
  }

  /// Gives the folder its final name.
  func rename(to finalPath: String) throws {
    guard finalPath != path else { return }
    try FileManager.default.moveItem(atPath: path, toPath: finalPath)
  }

  func removeCheckpoint() {
    try? FileManager.default.removeItem(atPath: path + "/checkpoint")
  }

  private static func holdsRun(_ path: String) -> Bool {
    files.contains { FileManager.default.fileExists(atPath: path + "/" + $0) }
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
