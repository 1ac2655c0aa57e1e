import Foundation
import Glibc
import Testing

/// Serialized: they measure how long the command takes to end.
@Suite(.serialized) struct CheckpointSignalTests {
  static let runs: [(training: [String], options: [String])] = [
    (["--example", "spam", "--epochs", "100000"], []),
    (["--example", "spam", "--epochs", "100000"], ["--checkpoint-steps", "5"]),
    (
      ["--example", "spam", "--epochs", "4000", "--hidden", "1024,512", "--batch", "300"],
      ["--checkpoint-steps", "2", "--checkpoint-keep", "all"]
    ),
  ]

  @Test(arguments: runs, [SIGINT, SIGTERM])
  func `a signal on spam writes a checkpoint soon, whatever is being written`(
    run: (training: [String], options: [String]), signal: Int32
  ) throws {
    let made = try CheckpointedRun(run.training, files: [])
    let command = try made.start(run.options)
    try #require(try command.wait { made.folder.lines("r/metrics.jsonl").count >= 2 })
    let duration = try ContinuousClock().measure {
      command.signal(signal)
      expectFailure(try command.wait(), 128 + signal, ["checkpoint is in r"])
    }
    // A second is promised; the machine of the tests may be busy.
    #expect(duration < .seconds(2))
    let newest = try #require(made.checkpoints.last { $0.contains("interrupted") })
    #expect(!made.checkpoints.contains { $0.hasSuffix("unfinished") })
    let step = try #require(Int(newest.dropFirst(5).prefix(12)))
    let receipt = try #require(
      try JSONSerialization.jsonObject(with: Data(made.folder.bytes("r/receipt.json")))
        as? [String: Any])
    #expect((receipt["result"] as? [String: Any])?["steps"] as? Int == step)
  }

  @Test func `those of interruptions go at the end, and the others stay as they would be`() throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "1500"])
    let straight = try run.straight()
    for count in 1...3 {
      let command = try run.start(
        ["--resume", "--checkpoint-epochs", "100", "--checkpoint-keep", "2"])
      let lines = run.folder.lines("r/metrics.jsonl").count
      try #require(try command.wait { run.folder.lines("r/metrics.jsonl").count > lines + 120 })
      command.signal(SIGTERM)
      expectFailure(try command.wait(), 143)
      #expect(run.checkpoints.count { $0.contains("interrupted") } == min(count, 2))
    }
    let result = try run.run(
      ["--resume", "--checkpoint-epochs", "100", "--checkpoint-keep", "2"])
    try run.expectSame(result, as: straight)
    #expect(run.checkpoints == [2800, 3000].map(CheckpointedRun.name))
  }
}
