import Foundation
import Glibc
import Testing

/// Serialized: they measure how long the command takes to end.
@Suite(.serialized) struct InterruptionTests {
  struct Run: CustomTestStringConvertible {
    let testDescription: String
    let files: [String]
    let arguments: [String]
  }

  static let runs = [
    Run(
      testDescription: "minibatches", files: ["good.csv"],
      arguments: ["good.csv", "--epochs", "900"]),
    Run(
      testDescription: "full batches of many rows", files: ["larger.csv"],
      arguments: ["larger.csv", "--batch", "full", "--epochs", "12", "--l1", "0.001"]),
    Run(
      testDescription: "mostly validation", files: ["good.csv", "larger.csv"],
      arguments: [
        "good.csv", "--validation", "larger.csv", "--epochs", "60", "--patience", "60",
      ]),
  ]

  @Test(arguments: runs, [SIGINT, SIGTERM])
  func `an interrupted run goes on to the bits of one never stopped`(
    run: Run, signal: Int32
  ) throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(run.files)
    let train = ["train", "--quiet", "--json", "--participation", "all"] + run.arguments
    let straight = try Command.run(train + ["--run", "straight", "--workers", "1"], in: folder)
    let interrupted = try Command(train + ["--run", "r", "--workers", "2"], in: folder)
    try #require(try interrupted.wait { folder.lines("r/metrics.jsonl").count >= 3 })
    let duration = try ContinuousClock().measure {
      interrupted.signal(signal)
      let result = try interrupted.wait()
      expectFailure(result, 128 + signal, ["checkpoint is in r", "--run r --resume"])
    }
    // A second is promised; the machine of the tests may be busy.
    #expect(duration < .seconds(2))

    // Someone else's line, as of a process that was killed after its last checkpoint.
    let finished = folder.lines("r/metrics.jsonl").count
    let extra = "{\"epoch\":\(finished + 1),\"loss\":1,\"seconds\":1,\"steps\":1}\n"
    try folder.write(try folder.text("r/metrics.jsonl") + extra, to: "r/metrics.jsonl")
    let evaluated = try Command.run(
      ["evaluate", "r", run.files[0], "--json"], in: folder)
    #expect(evaluated.code == 0, "\(evaluated.errors)")

    let resume = train + ["--run", "r", "--resume"]
    expectFailure(
      try Command.run(resume + ["--seed", "5"], in: folder), 64, ["--seed was 0 and is 5"])
    expectFailure(
      try Command.run(resume + ["--scaling", "range"], in: folder), 64,
      ["--scaling was standard and is range"])
    let resumed = try Command.run(resume + ["--workers", "3"], in: folder)
    #expect(try resumed.digest() == straight.digest(), "\(resumed.errors)")
    #expect(
      try resumed.object()["trainLoss"] as? Double == straight.object()["trainLoss"] as? Double)
    let epochs = try #require(try straight.object()["epochs"] as? Int)
    #expect(finished < epochs)
    let records = try folder.lines("r/metrics.jsonl").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(records.map { $0?["epoch"] as? Int } == Array(1...epochs))

    let again = try Command.run(resume, in: folder)
    #expect(again.code == 0 && again.output == resumed.output)
  }

  @Test func `a signal while the finished network is measured keeps it`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv", "larger.csv"])
    let train = [
      "train", "good.csv", "--quiet", "--json", "--epochs", "1", "--hidden", "512,512", "--test",
      "larger.csv", "--run", "r",
    ]
    let command = try Command(train, in: folder)
    try #require(try command.wait { folder.lines("r/metrics.jsonl").count == 1 })
    command.signal(SIGINT)
    expectFailure(try command.wait(), 130, ["checkpoint is in r"])
    let resumed = try Command.run(train + ["--resume"], in: folder).object()
    #expect(resumed["epochs"] as? Int == 1 && resumed["testLoss"] is Double)
    #expect(folder.lines("r/metrics.jsonl").count == 1)
  }

  @Test func `a second signal ends at once`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    // Parameters that take a while to write.
    let command = try Command(
      [
        "train", "good.csv", "--quiet", "--run", "r", "--hidden", "2048,2048,2048", "--epochs",
        "1000",
      ],
      in: folder)
    try #require(try command.wait { folder.lines("r/metrics.jsonl").count >= 1 })
    command.signal(SIGINT)
    // Later than what counts as the same will, earlier than the checkpoint is written.
    usleep(400_000)
    let duration = try ContinuousClock().measure {
      command.signal(SIGTERM)
      expectFailure(try command.wait(), 143, ["a second time"])
    }
    #expect(duration < .seconds(2))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal while data are read leaves nothing`(signal: Int32) throws {
    let folder = try TemporaryFolder()
    // Nobody writes into the pipe, so reading takes for ever.
    try #require(mkfifo(folder("data.csv"), 0o600) == 0)
    let command = try Command(["train", "data.csv"], in: folder)
    _ = try command.wait { Self.catches(signal, command) }
    command.signal(signal)
    expectFailure(try command.wait(), 128 + signal, ["interrupted before training"])
    #expect(try folder.content() == ["data.csv"])
  }

  /// Whether the process has a handler for the signal.
  private static func catches(_ signal: Int32, _ command: Command) -> Bool {
    let status =
      (try? String(contentsOfFile: "/proc/\(command.identifier)/status", encoding: .utf8)) ?? ""
    let mask = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
      .flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) }
    return (mask ?? 0) >> UInt64(signal - 1) & 1 == 1
  }
}
