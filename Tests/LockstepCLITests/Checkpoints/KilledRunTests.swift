import Foundation
import Glibc
import Testing

/// Runs that are killed, and what goes on from the files that they leave.
@Suite struct KilledRunTests {
  /// The short version of `.ci/check-interruptions`: eight times killed, at moments spread over the run and in the
  /// middle of writing a file.
  @Test(arguments: [
    ["--example", "digits", "--epochs", "60", "--optimizer", "momentum", "--rate", "0.01"],
    [
      "--example", "concrete", "--epochs", "40", "--validation-fraction", "0.2", "--patience",
      "15", "--dropout", "0.1", "--hidden", "256,64", "--l1", "0.001",
    ],
  ])
  func `a run that is killed again and again ends as one that is never stopped`(
    training: [String]
  ) throws {
    let run = try CheckpointedRun(training, files: [])
    let straight = try run.straight()
    var lines = 0
    for kill in 0..<4 {
      let options = [
        "--resume", "--checkpoint-epochs", "\(1 + kill % 2)", "--checkpoint-steps", "7",
        "--checkpoint-keep", "\(1 + kill % 3)",
      ]
      try run.kill(options, workers: 1 + kill * 2) {
        guard run.folder.lines("r/metrics.jsonl").count > lines + 1 else { return false }
        // The second and fourth while something is being written.
        return kill % 2 == 0 || run.checkpoints.contains { $0.hasSuffix(".unfinished") }
      }
      lines = run.folder.lines("r/metrics.jsonl").count
    }
    let result = try run.run(["--resume", "--checkpoint-epochs", "1"], workers: 3)
    #expect(!result.errors.contains("skipped"), "\(result.errors)")
    try run.expectSame(result, as: straight)
    #expect(run.checkpoints.count == 3)
  }

  @Test func `a checkpoint that was altered is skipped, named, and the bits are the same`() throws {
    let run = try CheckpointedRun.long()
    let straight = try run.straight()
    let names = try run.killed(["--checkpoint-epochs", "3"], checkpoints: 3)
    try run.alter(names[names.count - 1])
    let result = try run.run(["--resume", "--checkpoint-epochs", "9"])
    #expect(
      result.errorLines.count {
        $0.hasPrefix("warning: r/checkpoint/\(names[names.count - 1]): ")
          && $0.hasSuffix("skipped")
      } == 1, "\(result.errors)")
    #expect(result.errorLines.count { $0.contains("skipped") } == 1, "\(result.errors)")
    try run.expectSame(result, as: straight)
  }

  @Test func `where all are altered the run starts anew and says so`() throws {
    let run = try CheckpointedRun.long()
    let straight = try run.straight()
    let names = try run.killed(["--checkpoint-steps", "3"], checkpoints: 2)
    for name in names { try run.alter(name) }
    let result = try run.run(["--resume"])
    for name in names {
      #expect(result.errors.contains("\(name): "), "\(result.errors)")
    }
    #expect(result.errorLines.count { $0.contains("skipped") } == names.count)
    try run.expectSame(result, as: straight)
  }

  @Test func `the only whole checkpoint stays while one after it is broken`() throws {
    let run = try CheckpointedRun.long()
    let straight = try run.straight()
    let names = try run.killed(["--checkpoint-epochs", "40"], checkpoints: 2)
    let broken = try #require(names.last)
    let whole = names.dropLast()
    try run.folder.write("cut off", to: "r/checkpoint/" + broken)
    for name in whole.dropLast() {
      try FileManager.default.removeItem(atPath: run.folder("r/checkpoint/" + name))
    }
    // Killed when it has written one that is still before the broken one.
    try run.kill(["--resume", "--checkpoint-epochs", "7", "--checkpoint-keep", "1"]) {
      run.checkpoints.contains { $0 > whole.last ?? "" && $0 < broken && $0.hasPrefix("step-") }
    }
    let result = try run.run(["--resume", "--checkpoint-epochs", "200", "--checkpoint-keep", "1"])
    // It went on from a checkpoint, or else the broken one would not be the only one it names.
    #expect(result.errorLines.count { $0.contains("skipped") } <= 1, "\(result.errors)")
    try run.expectSame(result, as: straight)
    #expect(run.checkpoints == [CheckpointedRun.name(2800)])
  }

  @Test(arguments: [
    (["--seed", "5"], "--seed was 0 and is 5"), (["--epochs", "9"], "--epochs was 1500 and is 9"),
    (["--optimizer", "sgd"], "--optimizer was adam and is sgd"),
    (["--ignore", "b"], "--ignore was not given and is b"),
    (["--validation", "good.csv"], "the validation data are others"),
    ([], "the training data are others"),
  ])
  func `what was changed is refused by its name`(change: [String], words: String) throws {
    let run = try CheckpointedRun.long()
    _ = try run.killed(["--checkpoint-steps", "10"], checkpoints: 1)
    if change.isEmpty {
      let text = try run.folder.text("good.csv").replacing("red", with: "green", maxReplacements: 1)
      try run.folder.write(text, to: "good.csv")
    }
    let before = try run.folder.content().filter { !$0.hasSuffix("unfinished") }
    expectFailure(try run.run(["--resume"] + change), 64, ["r: cannot be resumed", words])
    #expect(try run.folder.content() == before)
  }

  @Test func `two processes do not write one run`() throws {
    let run = try CheckpointedRun.long()
    let straight = try run.straight()
    let first = try run.start(["--checkpoint-steps", "10"])
    try #require(try first.wait { run.checkpoints.count >= 2 })
    expectFailure(
      try run.run(["--resume"]), 73, ["r: another process is writing this run"])
    expectFailure(try run.run([]), 73, ["r: holds a run already"])
    try run.expectSame(try first.wait(), as: straight)
  }
}
