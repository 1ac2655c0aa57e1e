import Foundation
import Glibc
import Testing

/// A run of the command that writes checkpoints, in a folder of its own.
struct CheckpointedRun {
  let folder: TemporaryFolder
  /// Without what concerns checkpoints, workers and the run folder.
  let train: [String]

  init(_ arguments: [String], files: [String] = ["good.csv"]) throws {
    folder = try TemporaryFolder()
    try folder.makeFiles(files)
    train = ["train", "--quiet", "--json", "--participation", "all"] + arguments
  }

  /// Long enough to be stopped in the middle: 2 steps an epoch.
  static func long() throws -> CheckpointedRun {
    try CheckpointedRun(["good.csv", "--epochs", "1500"])
  }

  /// Names of what is in the run's checkpoint folder, in order.
  var checkpoints: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder("r/checkpoint"))) ?? [])
      .sorted()
  }

  static func name(_ step: Int) -> String {
    let digits = "\(step)"
    return "step-" + String(repeating: "0", count: 12 - digits.count) + digits + ".safetensors"
  }

  /// The run that is never stopped and writes no checkpoints.
  func straight() throws -> Command.Result {
    try Command.run(train + ["--run", "straight", "--workers", "1"], in: folder)
  }

  func start(_ more: [String], workers: Int = 2) throws -> Command {
    try Command(train + ["--run", "r", "--workers", "\(workers)"] + more, in: folder)
  }

  func run(_ more: [String], workers: Int = 2) throws -> Command.Result {
    try start(more, workers: workers).wait()
  }

  /// Kills the run once `condition` holds.
  func kill(_ more: [String], workers: Int = 2, once condition: () -> Bool) throws {
    let command = try start(more, workers: workers)
    try #require(try command.wait(until: condition), "\(command.errors)")
    command.signal(SIGKILL)
    let result = try command.wait()
    #expect(result.wasKilled && result.code == SIGKILL, "\(result.errors)")
  }

  /// Kills the run when it has some whole checkpoints, and returns their names.
  func killed(_ more: [String], checkpoints count: Int) throws -> [String] {
    try kill(more) { checkpoints.count { $0.hasPrefix("step-") } >= count }
    return checkpoints.filter { $0.hasPrefix("step-") }
  }

  /// Alters a bit in the middle of a checkpoint.
  func alter(_ name: String) throws {
    let path = URL(filePath: folder("r/checkpoint/" + name))
    var bytes = try Data(contentsOf: path)
    bytes[bytes.count / 2] ^= 4
    try bytes.write(to: path)
  }

  /// Expects a finished run that is, apart from seconds, as if it had never been stopped.
  func expectSame(
    _ result: Command.Result, as straight: Command.Result,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(result.code == 0, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(try result.digest() == straight.digest(), sourceLocation: sourceLocation)
    #expect(
      try records("r") == records("straight"), "metrics.jsonl", sourceLocation: sourceLocation)
    #expect(
      try receipt("r") == receipt("straight"), "receipt.json", sourceLocation: sourceLocation)
    #expect(
      try !folder.content().contains { $0.contains("unfinished") || $0.contains("interrupted") },
      sourceLocation: sourceLocation)
  }

  /// The lines of `metrics.jsonl` without seconds.
  private func records(_ run: String) throws -> [NSDictionary] {
    try folder.lines("\(run)/metrics.jsonl").map { line in
      var object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object.removeValue(forKey: "seconds") is Double)
      return object as NSDictionary
    }
  }

  /// The receipt without what affects no bits.
  private func receipt(_ run: String) throws -> NSDictionary {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.bytes("\(run)/receipt.json")))
        as? [String: Any])
    #expect(object.removeValue(forKey: "affectsNoBits") != nil)
    object["fileDigest"] = nil
    let digests = try #require(object["fieldDigests"] as? [String: String])
    object["fieldDigests"] = digests.filter { !$0.key.hasPrefix("affectsNoBits") }
    return object as NSDictionary
  }
}
