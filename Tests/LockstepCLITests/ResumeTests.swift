import Foundation
import Testing

@Suite struct ResumeTests {
  private static let train = ["train", "good.csv", "--quiet", "--json", "--epochs", "3"]

  @Test func `without a checkpoint a resumed run starts anew`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let straight = try Command.run(Self.train + ["--run", "straight"], in: folder)
    // What a killed process leaves.
    try FileManager.default.createDirectory(atPath: folder("r"), withIntermediateDirectories: true)
    try folder.write("{\"epoch\":1,\"loss\":9,\"seconds\":1,\"steps\":2}\n", to: "r/metrics.jsonl")
    try folder.write("half", to: "r/.lockstep-1f.unfinished")
    for run in ["r", "new"] {
      let resumed = try Command.run(Self.train + ["--run", run, "--resume"], in: folder)
      #expect(try resumed.digest() == straight.digest(), "\(resumed.errors)")
      #expect(folder.lines("\(run)/metrics.jsonl").count == 3)
      #expect(!folder.lines("\(run)/metrics.jsonl")[0].contains("\"loss\":9"))
    }
    #expect(try !folder.content().contains { $0.contains("unfinished") })
  }

  @Test(arguments: [
    (["--epochs", "4"], "--epochs was 3 and is 4"),
    (["--weight-decay", "0.1"], "--weight-decay was"),
    (["--rows-per-shard", "8"], "--rows-per-shard was 16 and is 8"),
    (["--ignore", "b"], "--ignore was not given and is b"),
    (["--validation-fraction", "0.2"], "--validation-fraction was not given and is 0.2"),
    (["--validation", "good.csv"], "the validation data are others"),
  ])
  func `a finished run prints its result and refuses what has changed`(
    change: [String], words: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let straight = try Command.run(Self.train + ["--run", "r"], in: folder)
    let content = try folder.bytes("r/metrics.jsonl")
    let again = try Command.run(
      Self.train + ["--run", "r", "--resume", "--workers", "2"], in: folder)
    #expect(again.output == straight.output)
    let changed = try Command.run(Self.train + ["--run", "r", "--resume"] + change, in: folder)
    expectFailure(changed, 64, ["r: cannot be resumed", words])
    #expect(try folder.bytes("r/metrics.jsonl") == content)
  }
}
