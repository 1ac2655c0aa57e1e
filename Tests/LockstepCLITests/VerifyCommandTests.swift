import Foundation
import Testing

@Suite struct VerifyCommandTests {
  private static let train = [
    "train", "good.csv", "--quiet", "--epochs", "6", "--hidden", "5", "--run", "r",
    "--checkpoint-epochs", "2", "--checkpoint-keep", "all",
  ]

  private func trained(_ options: [String] = []) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let result = try Command.run(Self.train + options, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    return folder
  }

  @Test(arguments: [
    [], ["--workers", "1"], ["--workers", "3"], ["--from", "2", "--to", "4"], ["--from", "5"],
    ["--stretches"],
  ])
  func `the same bits are 0, and say so`(options: [String]) throws {
    let folder = try trained(["--validation", "good.csv"])
    let result = try Command.run(["verify", "r", "--quiet"] + options, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("the same: r, epochs "))
    let object = try Command.run(["verify", "r", "--quiet", "--json"] + options, in: folder)
      .object()
    #expect(object["same"] as? Bool == true)
    #expect(object["firstDifferentEpoch"] is NSNull && object["difference"] is NSNull)
  }

  @Test func `a bit in a cell of the data is 65, and 1 where that is asked for`() throws {
    let folder = try trained()
    var bytes = try folder.bytes("good.csv")
    // The last digit of the first number of the second row.
    let start = try #require(bytes.firstIndex(of: UInt8(ascii: "\n"))) + 1
    let comma = try #require(bytes[start...].firstIndex(of: UInt8(ascii: ",")))
    bytes[comma - 1] ^= 1
    try Data(bytes).write(to: URL(filePath: folder("good.csv")))
    for json in [[], ["--json"]] {
      expectFailure(
        try Command.run(["verify", "r"] + json, in: folder), 65,
        ["good.csv: its SHA-256 is", "data.files", "column a", "--ignore-data-digest"])
    }
    let all = try Command.run(
      ["verify", "r", "--ignore-data-digest", "--quiet", "--json"], in: folder)
    #expect(all.code == 1)
    #expect(try all.object()["same"] as? Bool == false)
    #expect(try all.object()["firstDifferentEpoch"] as? Int == 1)
    let text = try Command.run(["verify", "r", "--ignore-data-digest", "--quiet"], in: folder)
    #expect(text.output.hasPrefix("not the same: r differs first in epoch 1: loss"))
  }

  @Test func `data are found where they were, or where they are said to be`() throws {
    let folder = try trained(["--validation", "good.csv"])
    try FileManager.default.moveItem(atPath: folder("good.csv"), toPath: folder("moved.csv"))
    expectFailure(
      try Command.run(["verify", "r"], in: folder), 66, ["good.csv: no such file", "--data PATH"])
    expectFailure(
      try Command.run(["verify", "r", "--data", "moved.csv"], in: folder), 66,
      ["--validation PATH"])
    let result = try Command.run(
      ["verify", "r", "--quiet", "--data", "moved.csv", "--validation", "moved.csv"], in: folder)
    #expect(result.code == 0, "\(result.errors)")
    // From another folder the absolute path of the receipt counts.
    try FileManager.default.moveItem(atPath: folder("moved.csv"), toPath: folder("good.csv"))
    let other = try TemporaryFolder()
    let absolute = try Command.run(["verify", folder("r"), "--quiet"], in: other)
    #expect(absolute.code == 0, "\(absolute.errors)")
  }

  @Test func `a digit of the configuration and a weight of a checkpoint are named`() throws {
    let folder = try trained()
    let text = try folder.text("r/receipt.json")
    try folder.write(
      text.replacing("\"rate\" : 0.001", with: "\"rate\" : 0.003"), to: "r/receipt.json")
    expectFailure(
      try Command.run(["verify", "r"], in: folder), 65,
      ["r/receipt.json: \"configuration.rate\" holds 0.003"])
    try folder.write(text, to: "r/receipt.json")
    let checkpoint = try #require(
      try folder.content().first { $0.hasPrefix("r/checkpoint/step-") })
    let bytes = try folder.bytes(checkpoint)
    var altered = bytes
    // Behind the header and the records of epochs: in a tensor of weights.
    altered[bytes.count - 9] ^= 1
    try Data(altered).write(to: URL(filePath: folder(checkpoint)))
    expectFailure(
      try Command.run(["verify", "r"], in: folder), 65, [checkpoint, "SHA-256"])
    try Data(bytes).write(to: URL(filePath: folder(checkpoint)))
    #expect(try Command.run(["verify", "r"], in: folder).code == 0)
  }

  @Test(arguments: [
    (["--from", "6"], "--from 6 --to 6"), (["--to", "7"], "expected epochs from 0 to 6"),
    (["--from=-1"], "--from -1"), (["--from", "4", "--to", "2"], "--from below --to"),
    (["--stretches", "--to", "2"], "--stretches takes all epochs"),
  ])
  func `stretches that are none are usage errors`(options: [String], words: String) throws {
    let folder = try trained()
    expectFailure(try Command.run(["verify", "r"] + options, in: folder), 64, [words])
  }

  @Test func `what is no run is 66`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    expectFailure(try Command.run(["verify", "none"], in: folder), 66, ["none: no such folder"])
    expectFailure(
      try Command.run(["verify", "."], in: folder), 66, ["a folder without receipt.json"])
  }

  @Test(arguments: [[], ["--validation-fraction", "0.2", "--patience", "100000"]])
  func `an interrupted run is verified up to where it stopped`(options: [String]) throws {
    // Several times: it can stop within an epoch, at its end and in between.
    for _ in 0..<5 {
      let folder = try TemporaryFolder()
      try folder.makeFiles(["good.csv"])
      let train = ["train", "good.csv", "--quiet", "--epochs", "100000", "--run", "r"] + options
      let command = try Command(train, in: folder)
      _ = try command.wait { folder.lines("r/metrics.jsonl").count > 5 }
      command.signal(SIGINT)
      _ = try command.wait()
      let result = try Command.run(["verify", "r", "--quiet"], in: folder)
      #expect(result.code == 0, "\(result.output) \(result.errors)")
    }
  }

  @Test func `a run that was interrupted in its first epoch has a beginning and an end`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["larger.csv"])
    let command = try Command(
      [
        "train", "larger.csv", "--quiet", "--run", "r", "--hidden", "512,512", "--batch", "50",
        "--checkpoint-steps", "5",
      ], in: folder)
    _ = try command.wait { ((try? folder.content()) ?? []).contains { $0.contains("step-") } }
    command.signal(SIGINT)
    _ = try command.wait()
    #expect(folder.lines("r/metrics.jsonl").isEmpty)
    for options in [[], ["--stretches"]] {
      let result = try Command.run(["verify", "r", "--quiet"] + options, in: folder)
      #expect(result.code == 0, "\(result.output) \(result.errors)")
    }
  }

  @Test func `data that came through a pipe are asked for`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let made = try Command.run(
      ["train", "/dev/stdin", "--quiet", "--epochs", "1", "--run", "r"], in: folder,
      shell: "exec \"$0\" \"$@\" < good.csv")
    #expect(made.code == 0, "\(made.errors)")
    expectFailure(
      try Command.run(["verify", "r"], in: folder, shell: "exec \"$0\" \"$@\" < /dev/zero"), 66,
      ["--data PATH"])
    let result = try Command.run(["verify", "r", "--quiet", "--data", "good.csv"], in: folder)
    #expect(result.code == 0, "\(result.errors)")
    expectFailure(
      try Command.run(["verify", "r", "--validation", "good.csv"], in: folder), 64,
      ["the run had no validation file"])
  }

  @Test(arguments: [
    ["tune", "good.csv", "--hidden", "none", "--points", "5", "--folds", "3"],
    ["path", "good.csv", "--hidden", "none", "--points", "6", "--features", "3"],
    ["path", "good.csv", "--hidden", "none", "--points", "6", "--features", "3", "--no-refit"],
  ])
  func `a model that was chosen is chosen again`(search: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let made = try Command.run(search + ["--quiet", "--run", "r"], in: folder)
    #expect(made.code == 0, "\(made.errors)")
    let result = try Command.run(["verify", "r", "--quiet", "--workers", "1"], in: folder)
    #expect(result.output.hasPrefix("the same: r, fitted and chosen again"), "\(result.errors)")
    expectFailure(
      try Command.run(["verify", "r", "--from", "1"], in: folder), 64, ["which has no epochs"])
  }
}
