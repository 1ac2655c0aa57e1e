import Foundation
import Glibc
import Testing

@Suite struct HangupTests {
  private static let train = ["train", "good.csv", "--quiet", "--run", "r", "--epochs"]

  @Test func `a lost terminal writes a checkpoint`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let command = try Command(Self.train + ["1000000"], in: folder)
    try #require(try command.wait { folder.lines("r/metrics.jsonl").count >= 3 })
    command.signal(SIGHUP)
    expectFailure(try command.wait(), 128 + SIGHUP, ["checkpoint is in r"])
    #expect(try folder.content().contains { $0.hasSuffix("-interrupted.safetensors") })
  }

  @Test func `under nohup a lost terminal is nothing`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let command = try Command(
      Self.train + ["20000"], in: folder, shell: "trap '' HUP; exec \"$0\" \"$@\"")
    try #require(try command.wait { folder.lines("r/metrics.jsonl").count >= 3 })
    command.signal(SIGHUP)
    let result = try command.wait()
    #expect(result.code == 0, "\(result.errors)")
  }
}
