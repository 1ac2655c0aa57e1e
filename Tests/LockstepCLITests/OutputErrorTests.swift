import Foundation
import Glibc
import Testing

@Suite struct OutputErrorTests {
  private static let train = ["train", "good.csv", "--quiet", "--epochs", "2", "--workers", "2"]

  private func folder(trained: Bool = false) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    if trained {
      let result = try Command.run(Self.train + ["--run", "r"], in: folder)
      #expect(result.code == 0, "\(result.errors)")
    }
    return folder
  }

  @Test(arguments: [
    ("good.csv", "good.csv: a file; expected a folder"), ("good.csv/r", "good.csv/r"),
    ("/proc/r", "/proc/r: cannot be created"), ("", "'': cannot be created"),
  ])
  func `a folder that cannot be made is named, and nothing is left`(
    run: String, words: String
  ) throws {
    let folder = try folder()
    for json in [[], ["--json"]] {
      let result = try Command.run(Self.train + ["--run", run] + json, in: folder)
      expectFailure(result, 73, [words])
      #expect(try folder.content() == ["good.csv"])
    }
  }

  @Test func `a folder that holds a run is refused and stays as it is`() throws {
    let folder = try folder(trained: true)
    let before = try folder.bytes("r/receipt.json")
    let content = try folder.content()
    expectFailure(
      try Command.run(Self.train + ["--run", "r"], in: folder), 73,
      ["r: holds a run already; add --resume"])
    #expect(try folder.bytes("r/receipt.json") == before)
    #expect(try folder.content() == content)
  }

  @Test func `a failed run takes back the folders made for it and no others`() throws {
    let folder = try folder()
    try FileManager.default.createDirectory(
      atPath: folder("kept"), withIntermediateDirectories: true)
    let diverging = Self.train + ["--rate", "1e30", "--optimizer", "sgd"]
    expectFailure(try Command.run(diverging, in: folder), 70)
    expectFailure(try Command.run(diverging + ["--run", "x/y/z/"], in: folder), 70)
    expectFailure(try Command.run(diverging + ["--run", "kept"], in: folder), 70)
    expectFailure(try Command.run(diverging + ["--run", "kept/r"], in: folder), 70)
    #expect(try folder.content() == ["good.csv", "kept"])
  }

  @Test func `a run gets a name of date and digest`() throws {
    let folder = try folder()
    let result = try Command.run(Self.train + ["--json"], in: folder)
    let run = try #require(try result.object()["run"] as? String)
    let digest = try result.digest()
    #expect(run.wholeMatch(of: /runs\/\d{4}-\d\d-\d\dT\d{6}-[0-9a-f]{8}/) != nil)
    #expect(run.hasSuffix(digest.prefix(8)))
    #expect(
      try folder.content().filter { $0.hasPrefix(run + "/") }.map { $0.dropFirst(run.count + 1) }
        == ["metrics.jsonl", "model.json", "model.safetensors", "receipt.json"])
  }

  @Test(
    .enabled(if: geteuid() == 0, "a full disk needs root"), arguments: [4, 8, 12, 16, 20])
  func `a full disk ends with 74 and nothing half-written`(kibibytes: Int) throws {
    let folder = try folder()
    try FileManager.default.createDirectory(
      atPath: folder("disk"), withIntermediateDirectories: true)
    guard mount("lockstep", folder("disk"), "tmpfs", 0, "size=\(kibibytes << 10)") == 0 else {
      try Test.cancel("no right to mount a tmpfs")
    }
    defer { umount2(folder("disk"), Int32(MNT_DETACH)) }
    expectFailure(
      try Command.run(Self.train + ["--run", "disk/r"], in: folder), 74,
      ["disk/r/", "cannot be written: No space left on device"])
    #expect(try folder.content() == ["disk", "good.csv"])
  }

  @Test(arguments: [
    ("\"$0\" \"$@\" >&-", "stdout: cannot be written"),
    ("\"$0\" \"$@\" >/dev/full", "stdout: cannot be written: No space left on device"),
    ("{ \"$0\" \"$@\"; echo $? >code; } | true; exit $(cat code)", "Broken pipe"),
  ])
  func `a result that nobody receives is an error, but the run stays`(
    shell: String, words: String
  ) throws {
    let folder = try folder()
    let result = try Command.run(Self.train + ["--run", "r"], in: folder, shell: shell)
    expectFailure(result, 74, [words])
    let evaluated = try Command.run(["evaluate", "r", "good.csv", "--json"], in: folder)
    #expect(evaluated.code == 0, "\(evaluated.errors)")
    let printed = try Command.run(["predict", "r", "good.csv"], in: folder, shell: shell)
    expectFailure(printed, 74, [words])
    expectFailure(try Command.run(["--help"], in: folder, shell: shell), 74, [words])
  }

  @Test(arguments: [
    "\"$0\" \"$@\" 2>&-", "\"$0\" \"$@\" 2>/dev/full",
    "{ \"$0\" \"$@\" 2>&1 >out; echo $? >code; } | true; cat out; exit $(cat code)",
  ])
  func `progress that nobody reads does not end a run`(shell: String) throws {
    let folder = try folder()
    let result = try Command.run(
      ["train", "good.csv", "--epochs", "20", "--run", "r", "--json"], in: folder, shell: shell)
    #expect(result.code == 0 && !result.wasKilled)
    #expect(try result.object()["epochs"] as? Int == 20)
  }

  @Test func `closed streams do not let results into the files of the run`() throws {
    let folder = try folder()
    let result = try Command.run(
      Self.train + ["--run", "r"], in: folder, shell: "exec \"$0\" \"$@\" 0<&- 1>&- 2>&-")
    #expect(result.code == 74 && !result.wasKilled)
    #expect(folder.lines("r/metrics.jsonl").allSatisfy { $0.hasPrefix("{") })
    #expect(folder.lines("r/metrics.jsonl").count == 2)
    #expect(try Command.run(["inspect", "r"], in: folder).code == 0)
  }
}
