import Foundation
import Glibc
import Testing

/// Disks that are full or cannot be written while a run goes on.
@Suite struct UnusableDiskTests {
  /// A file system in memory at a folder.
  final class Disk {
    private let path: String

    /// - Throws: ends the test where it cannot be mounted.
    init(_ path: String, kibibytes: Int, isReadOnly: Bool = false) throws {
      self.path = path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      guard geteuid() == 0,
        mount(
          "lockstep", path, "tmpfs", isReadOnly ? UInt(MS_RDONLY) : 0, "size=\(kibibytes << 10)")
          == 0
      else { try Test.cancel("a full disk needs root and the right to mount a tmpfs") }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }
  }

  private static let epochs = ["--resume", "--checkpoint-epochs", "1"]

  @Test func `a full disk costs a warning and no earlier checkpoint`() throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "300", "--hidden", "64,32"])
    let straight = try run.straight()
    // Room for the first two checkpoints, with their history at most 45 KB, and not for a third, which would let
    // the first go.
    let disk = try Disk(run.folder("r/checkpoint"), kibibytes: 100)
    let result = try run.run(Self.epochs + ["--checkpoint-keep", "2"])
    let warnings = result.errorLines.filter { $0.contains("No space left on device") }
    #expect(warnings.count == 1, "\(result.errors)")
    #expect(warnings.first?.hasPrefix("warning: r/checkpoint/step-") ?? false)
    #expect(
      warnings.first?.hasSuffix("training goes on, and earlier checkpoints stay") ?? false)
    try run.expectSame(result, as: straight)
    #expect(run.checkpoints.count == 2)
    #expect(run.checkpoints.last ?? "" < CheckpointedRun.name(600))
    withExtendedLifetime(disk) {}
  }

  @Test func `a folder that cannot be written costs a warning`() throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "6"])
    let straight = try run.straight()
    let disk = try Disk(run.folder("r/checkpoint"), kibibytes: 64, isReadOnly: true)
    let result = try run.run(Self.epochs)
    #expect(
      result.errorLines.count {
        $0.hasPrefix("warning: r/checkpoint/") && $0.contains("Read-only file system")
      } == 1, "\(result.errors)")
    try run.expectSame(result, as: straight)
    withExtendedLifetime(disk) {}
  }

  @Test func `a file in place of the folder costs a warning`() throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "6"])
    let straight = try run.straight()
    try FileManager.default.createDirectory(
      atPath: run.folder("r"), withIntermediateDirectories: true)
    try run.folder.write("", to: "r/checkpoint")
    let result = try run.run(Self.epochs)
    #expect(
      result.errorLines.count { $0.hasPrefix("warning: r/checkpoint") } == 1, "\(result.errors)")
    try run.expectSame(result, as: straight)
  }

  @Test func `a disk that is full at the end keeps the checkpoints of a new run`() throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "6", "--hidden", "64,32"])
    let straight = try run.straight()
    // Room for some checkpoints and not for the model.
    var disk: Disk? = try Disk(run.folder("disk"), kibibytes: 100)
    let options = ["--checkpoint-epochs", "1", "--checkpoint-keep", "1"]
    let train = run.train + ["--run", "disk/r"]
    let result = try Command.run(
      train + options, in: run.folder,
      // Another file takes the room that the model will need.
      shell: "head -c 40000 /dev/zero >disk/other; exec \"$0\" \"$@\"")
    expectFailure(result, 74, ["disk/r/", "No space left on device"])
    #expect(
      try run.folder.content().contains { $0.hasPrefix("disk/r/checkpoint/step-") })
    try FileManager.default.removeItem(atPath: run.folder("disk/other"))
    let resumed = try Command.run(train + ["--resume"], in: run.folder)
    #expect(try resumed.digest() == straight.digest(), "\(resumed.errors)")
    disk = nil
    #expect(disk == nil)
  }

  @Test func `metrics that cannot be written meanwhile are written at the end`() throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "4000"])
    let straight = try run.straight()
    let disk = try Disk(run.folder("r"), kibibytes: 4096)
    let command = try run.start(["--resume"])
    try #require(try command.wait { run.folder.lines("r/metrics.jsonl").count >= 3 })
    // Until nothing more goes in.
    let filler = open(run.folder("r/filler"), O_WRONLY | O_CREAT, 0o600)
    while write(filler, [UInt8](repeating: 0, count: 4096), 4096) > 0 {}
    #expect(filler >= 0 && errno == ENOSPC)
    close(filler)
    #expect(try command.wait { command.errors.contains("metrics.jsonl: cannot be written") })
    try FileManager.default.removeItem(atPath: run.folder("r/filler"))
    let result = try command.wait()
    #expect(
      result.errorLines.count {
        $0.hasPrefix("warning: r/metrics.jsonl") && $0.contains("written again at its end")
      } == 1, "\(result.errors)")
    try run.expectSame(result, as: straight)
    withExtendedLifetime(disk) {}
  }
}
