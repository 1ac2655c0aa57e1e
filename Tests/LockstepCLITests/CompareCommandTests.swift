import Foundation
import Testing

@Suite struct CompareCommandTests {
  private static let train = ["train", "--quiet", "--epochs", "6", "--hidden", "5"]

  /// Runs on the good rows, or on those with another cell.
  private func train(
    _ run: String, _ options: [String] = [], data: String = "good.csv", in folder: TemporaryFolder
  ) throws {
    let result = try Command.run(Self.train + [data, "--run", run] + options, in: folder)
    #expect(result.code == 0, "\(result.errors)")
  }

  /// The good rows with one cell of one row replaced.
  private func makeOther(row: Int, column: Int, cell: String, in folder: TemporaryFolder) throws {
    var rows = MadeFiles.rows(120)
    #expect(rows[row][column] != cell)
    rows[row][column] = cell
    try folder.write(MadeFiles.text(rows), to: "other.csv")
  }

  private func compare(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> (code: Int32, object: [String: Any]) {
    let result = try Command.run(["compare", "--quiet", "--json"] + arguments, in: folder)
    #expect(result.errors == "")
    return (result.code, try result.object())
  }

  @Test func `worker counts and checkpoints make the same bits`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    try train("a", ["--workers", "1"], in: folder)
    try train("b", ["--workers", "2", "--checkpoint-epochs", "2"], in: folder)
    let (code, object) = try compare(["a", "b"], in: folder)
    #expect(code == 0 && object["same"] as? Bool == true)
    #expect((object["affectsNoBits"] as? [[String: String]])?.first?["option"] == "workers")
    for key in ["contract", "data", "firstDifferentEpoch", "digest", "step", "parameter", "bits"] {
      #expect(object[key] is NSNull, "\(key)")
    }
    let text = try Command.run(["compare", "a", "b"], in: folder)
    #expect(text.code == 0 && text.output.hasPrefix("the same bits: a and b\n"))
  }

  @Test func `a cell that differs names step, shard, row and parameter`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    try makeOther(row: 57, column: 0, cell: "0.125", in: folder)
    for (run, data) in [("a", "good.csv"), ("b", "other.csv")] {
      try train(run, ["--scaling", "none"], data: data, in: folder)
    }
    let (code, object) = try compare(["a", "b", "--workers", "2"], in: folder)
    #expect(code == 1 && object["same"] as? Bool == false)
    #expect(object["firstDifferentEpoch"] as? Int == 1 && object["epoch"] as? Int == 1)
    // 120 rows make two steps an epoch.
    #expect([1, 2].contains(object["step"] as? Int))
    let shard = try #require(object["shard"] as? [String: Any])
    #expect(shard["differentRows"] as? [Int] == [58])
    #expect((shard["rows"] as? [Int])?.contains(58) == true)
    let data = try #require(object["data"] as? [String: Any])
    #expect((data["files"] as? [[String: Any]])?.first?["role"] as? String == "training")
    let parameter = try #require(object["parameter"] as? [String: Any])
    #expect(parameter["tensor"] as? String == "layers.0.weight" && object["layer"] as? Int == 1)
    let values = try #require(object["values"] as? [Double])
    let bits = try #require(object["bits"] as? [String])
    #expect(bits.count == 2 && bits[0] != bits[1])
    for (value, digits) in zip(values, bits) {
      #expect(UInt32(digits.dropFirst(2), radix: 16) == Float(value).bitPattern)
    }
    let text = try Command.run(["compare", "a", "b", "--quiet"], in: folder)
    #expect(text.code == 1 && text.errors == "")
    for words in ["not the same: a and b", "first shard", "58", "first parameter", bits[0]] {
      #expect(text.output.contains(words), "\(text.output)")
    }
    // In the other direction everything is the other way round.
    let back = try compare(["b", "a"], in: folder).object
    #expect(
      back["bits"] as? [String] == bits.reversed() && back["step"] as? Int == object["step"] as? Int
    )
  }

  @Test func `seeds are told without training, and without the data`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    try train("a", in: folder)
    try train("b", ["--seed", "1"], in: folder)
    try FileManager.default.removeItem(atPath: folder("good.csv"))
    let (code, object) = try compare(["a", "b"], in: folder)
    #expect(code == 1 && object["firstDifferentEpoch"] as? Int == 0)
    #expect(
      object["configuration"] as? [[String: String]]
        == [["option": "seed", "before": "0", "after": "1"]])
    #expect((object["notReplayed"] as? String)?.contains("seeds differ") == true)
    #expect(object["replayedFrom"] is NSNull && object["step"] is NSNull)
    let text = try Command.run(["compare", "a", "b"], in: folder)
    // Training would have been announced.
    #expect(text.code == 1 && text.errors == "" && text.output.contains("--seed"))
  }

  @Test func `a schedule differs after the last common checkpoint`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let kept = ["--checkpoint-epochs", "1", "--checkpoint-keep", "all"]
    try train("a", kept, in: folder)
    try train("b", kept + ["--schedule", "step"], in: folder)
    let (code, object) = try compare(["a", "b"], in: folder)
    #expect(code == 1 && object["firstDifferentEpoch"] as? Int == 4)
    #expect(object["replayedFrom"] as? Int == 3 && object["step"] as? Int == 7)
    #expect(object["shards"] as? String == "same" && object["shard"] is NSNull)
    let (_, without) = try compare(["a", "b", "--no-replay"], in: folder)
    #expect(without["firstDifferentEpoch"] as? Int == 4 && without["step"] is NSNull)
    #expect(without["notReplayed"] as? String == "--no-replay was given")
  }

  @Test func `data that changed leave the replay out until they are named`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    try train("a", in: folder)
    // The same file, edited between the runs.
    try makeOther(row: 3, column: 3, cell: "green", in: folder)
    let old = try folder.text("good.csv")
    try folder.write(try folder.text("other.csv"), to: "good.csv")
    try train("b", in: folder)
    let (code, object) = try compare(["a", "b"], in: folder)
    #expect(code == 1 && object["firstDifferentEpoch"] as? Int == 1 && object["step"] is NSNull)
    #expect((object["notReplayed"] as? String)?.contains("SHA-256") == true)
    try folder.write(old, to: "old.csv")
    let (found, named) = try compare(["a", "b", "--data", "old.csv"], in: folder)
    #expect(found == 1)
    #expect((named["shard"] as? [String: Any])?["differentRows"] as? [Int] == [4])
    let back = try compare(["b", "a", "--other-data", "old.csv"], in: folder).object
    #expect((back["shard"] as? [String: Any])?["differentRows"] as? [Int] == [4])
    expectFailure(
      try Command.run(["compare", "a", "b", "--data", "good.csv", "--quiet"], in: folder), 65,
      ["good.csv: its SHA-256 is", "--ignore-data-digest"])
    expectFailure(
      try Command.run(["compare", "a", "b", "--data", "none.csv", "--quiet"], in: folder), 66,
      ["none.csv"])
    try FileManager.default.removeItem(atPath: folder("good.csv"))
    let gone = try Command.run(["compare", "a", "b", "--json"], in: folder)
    #expect(gone.code == 1)
    #expect((try gone.object()["notReplayed"] as? String)?.contains("--data PATH") == true)
    let other = try Command.run(["compare", "a", "b", "--data", "old.csv"], in: folder)
    #expect(other.code == 1 && other.output.contains("--other-data PATH"))
  }

  @Test func `models that a path chose are compared by their weights`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    for (run, ratio) in [("a", "0.01"), ("b", "0.01"), ("c", "0.1")] {
      let result = try Command.run(
        [
          "path", "good.csv", "--quiet", "--epochs", "2", "--hidden", "none", "--points", "8",
          "--features", "4", "--run", run, "--ratio", ratio,
        ], in: folder)
      #expect(result.code == 0, "\(result.errors)")
    }
    #expect(try compare(["a", "b"], in: folder).code == 0)
    let (code, object) = try compare(["a", "c"], in: folder)
    #expect(code == 1 && object["firstDifferentEpoch"] is NSNull && !(object["bits"] is NSNull))
    let options = try #require(object["configuration"] as? [[String: String]])
    #expect(options.contains { $0["option"] == "plan" })
  }

  @Test func `what is altered or missing is named`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    try train("a", ["--checkpoint-epochs", "2"], in: folder)
    try train("b", ["--rate", "0.01"], in: folder)
    expectFailure(
      try Command.run(["compare", "a", "none"], in: folder), 66, ["none: no such folder"])
    expectFailure(try Command.run(["compare", "a"], in: folder), 64, ["OTHER-RUN"])
    let names = try folder.content().filter {
      $0.hasSuffix(".safetensors") || $0.hasSuffix("receipt.json")
    }
    #expect(names.contains { $0.hasPrefix("a/checkpoint/") })
    for name in names {
      let bytes = try folder.bytes(name)
      var altered = bytes
      altered[bytes.count - 40] ^= 1
      try Data(altered).write(to: URL(filePath: folder(name)))
      expectFailure(try Command.run(["compare", "a", "b"], in: folder), 65, [name])
      try Data(bytes).write(to: URL(filePath: folder(name)))
    }
    #expect(try compare(["a", "b"], in: folder).code == 1)
  }
}
