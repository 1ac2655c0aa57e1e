import Foundation
import Testing

@Suite struct CheckpointScheduleTests {
  private static let solver = ["--optimizer", "fista", "--batch", "full", "--l1", "0.001"]

  @Test(arguments: [
    ([], ["--checkpoint-epochs", "1"], [8, 10, 12]),
    ([], ["--checkpoint-epochs", "4"], [8]),
    ([], ["--checkpoint-steps", "5", "--checkpoint-keep", "all"], [5, 10]),
    (
      [], ["--checkpoint-epochs", "3", "--checkpoint-steps", "4", "--checkpoint-keep", "all"],
      [4, 6, 8, 12]
    ),
    ([], ["--checkpoint-minutes", "1e-12", "--checkpoint-keep", "2"], [11, 12]),
    ([], ["--checkpoint-minutes", "1e6"], []), ([], [], []),
    (
      solver, ["--checkpoint-epochs", "2", "--checkpoint-steps", "5", "--checkpoint-keep", "all"],
      [2, 4, 5, 6]
    ),
  ])
  func `checkpoints are written when they are due, the newest stay, and no bit changes`(
    training: [String], options: [String], steps: [Int]
  ) throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "6"] + training)
    let straight = try run.straight()
    try run.expectSame(try run.run(options), as: straight)
    #expect(run.checkpoints == steps.map(CheckpointedRun.name))
  }

  @Test func `a file of options may ask for checkpoints`() throws {
    let run = try CheckpointedRun(["good.csv", "--epochs", "3"])
    try run.folder.write("checkpoint-epochs: 1\ncheckpoint-keep: all\n", to: "options.yml")
    #expect(try run.run(["--config", "options.yml"]).code == 0)
    #expect(run.checkpoints == [2, 4, 6].map(CheckpointedRun.name))
  }

  @Test(arguments: [
    ("--checkpoint-epochs", "0"), ("--checkpoint-steps", "-1"), ("--checkpoint-minutes", "0"),
    ("--checkpoint-minutes", "nan"), ("--checkpoint-keep", "0"), ("--checkpoint-keep", "some"),
  ])
  func `a value that says nothing is a mistake`(option: String, value: String) throws {
    let run = try CheckpointedRun(["good.csv"])
    expectFailure(try run.run([option, value]), 64, [option, value])
    #expect(try run.folder.content() == ["good.csv"])
  }
}
