import Foundation
import FoundationXML
import Lockstep
import Testing

/// `lockstep scale` as a process. Nothing is said of speeds.
@Suite struct ScaleCommandTests {
  static let short = [
    "--workers", "1,2", "--participation", "all", "--rounds", "1", "--steps", "4",
  ]

  @Test func `the result is one JSON object, and progress is not part of it`() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      ["scale", "--synthetic", "6-5-3", "--batch", "32", "--json"] + Self.short, in: folder)
    #expect(result.code == 0 && !result.wasKilled, "\(result.errors)")
    let object = try result.object()
    #expect(object["mode"] as? String == "strong" && object["digestsAgree"] as? Bool == true)
    #expect(object["widths"] as? [Int] == [6, 5, 3])
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["workers"] as? Int } == [1, 2])
    #expect(Set(rows.compactMap { $0["digest"] as? String }).count == 1)
    #expect(result.errorLines.first == "round 1/1")
    #expect(result.errorLines.dropFirst().allSatisfy { $0.hasPrefix("warning: noisy: ") })
    #expect(try folder.content() == [])
  }

  @Test func `the result is a text that ends with the digest`() throws {
    let result = try Command.run(
      ["scale", "--synthetic", "6-5-3", "--quiet"] + Self.short, in: TemporaryFolder())
    #expect(result.code == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("strong scaling of 6→5→3, relu, cross-entropy, on ") == true)
    #expect(lines.contains { $0.hasSuffix("  the same for all worker counts") })
    #expect(!result.errors.contains("round"))
  }

  @Test(arguments: [
    WrongCall("--synthetic 5", 64, "--synthetic: found '5', expected widths"),
    WrongCall("--synthetic 5-", 64, "--synthetic: found '5-'"),
    WrongCall("--synthetic 0-3", 64, "--synthetic: found '0-3'"),
    WrongCall("--synthetic a-b", 64, "--synthetic: found 'a-b'"),
    WrongCall("--synthetic=-3-4", 64, "--synthetic: found '-3-4'"),
    WrongCall("--synthetic 9999999999-2", 64, "--synthetic: found '9999999999-2'"),
    WrongCall("--synthetic", 64, "--synthetic: found no value"),
    WrongCall("", 64, "found no DATA, expected a file, --example spam or --synthetic"),
    WrongCall("good.csv --synthetic 6-3", 64, "found more than one of DATA, --example and"),
    WrongCall("good.csv --example spam", 64, "found more than one of DATA, --example and"),
    WrongCall("--example spam --synthetic 6-3", 64, "found more than one of DATA, --example"),
    WrongCall("--synthetic 6-3 --hidden 5", 64, "--hidden: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --hidden none", 64, "--hidden: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --loss squared", 64, "--loss: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --target y", 64, "--target: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --header no", 64, "--header: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --column-type a=numeric", 64, "--column-type: found beside"),
    WrongCall("--synthetic 6-3 --ignore a", 64, "--ignore: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --scaling none", 64, "--scaling: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --task regression", 64, "--task: found beside --synthetic"),
    WrongCall("--synthetic 6-3 --epochs 3", 64, "--epochs: found, but --seconds and --steps"),
    WrongCall("good.csv --epochs 3", 64, "--epochs: found, but --seconds and --steps"),
    WrongCall("good.csv --patience 3", 64, "--patience: found, but --seconds and --steps"),
    WrongCall("good.csv --test good.csv", 64, "--test: found, but scale only trains"),
    WrongCall("good.csv --validation good.csv", 64, "--validation: found, but scale only trains"),
    WrongCall("good.csv --validation-fraction 0.2", 64, "--validation-fraction: found, but scale"),
    WrongCall("good.csv --participation two", 64, "--participation: found 'two', expected one of"),
    WrongCall("--synthetic 6-3 --batch full", 64, "--batch: found 'full', expected a number"),
    WrongCall("--synthetic 6-3 --batch 9223372036854775807", 64, "--batch: found 9223372036854"),
    WrongCall("--synthetic 1048576-1048576-2", 64, "--synthetic: found a network of"),
    WrongCall(
      "good.csv --weak --batch 100 --workers 1,2", 64, "--weak: found 120 rows, expected 200"),
    WrongCall(
      "good.csv --weak --batch full --workers 2", 64, "--weak: found 120 rows, expected 240"),
    WrongCall("good.csv --workers 0", 64, "--workers: found '0'"),
    WrongCall("good.csv --workers 1,,2", 64, "--workers: found '1,,2'"),
    WrongCall(
      "good.csv --workers per-core", 64,
      "--workers: found 'per-core', expected numbers from 1 to 4096 such as 1,2,4, or all; see"),
    WrongCall("good.csv --rounds 0", 64, "--rounds: found 0"),
    WrongCall("good.csv --seconds nan", 64, "--seconds: found nan"),
    WrongCall("good.csv --steps 0", 64, "--steps: found 0"),
    WrongCall("good.csv --rate -1", 64, "--rate: found -1.0"),
    WrongCall("nothing.csv", 66, "nothing.csv: no such file"),
    WrongCall(".", 66, "a folder; expected a file"),
    WrongCall("short.csv", 65, "short.csv:51:"),
    WrongCall(
      "good.csv --rate 1e30 --optimizer sgd --steps 50 --workers 2", 70, "diverged at step"),
  ])
  func `a wrong call is one line that names what is wrong`(call: WrongCall) throws {
    try WrongCall("scale --quiet " + call.testDescription, call.code, call.words).expectFailure()
    let folder = try TemporaryFolder()
    try folder.makeFiles(call.arguments)
    let result = try Command.run(["scale", "--quiet"] + call.arguments, in: folder)
    #expect(result.errorLines.count == 1, "\(result.errors)")
  }

  @Test func `an empty shape is named`() throws {
    let result = try Command.run(["scale", "--synthetic", ""], in: TemporaryFolder())
    expectFailure(result, 64, ["--synthetic: found ''"])
    #expect(result.errorLines.count == 1)
  }

  /// An hour of measuring would end the test; so would data that are missing, with another code.
  @Test(arguments: [
    "missing/picture.svg", ".", "good.csv/picture.svg", "/proc/picture.svg", "",
  ])
  func `a picture that cannot be written is told of before anything else`(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    for data in ["good.csv", "nothing.csv"] {
      let result = try Command.run(
        ["scale", data, "--svg", path, "--rounds", "1000", "--seconds", "3600"], in: folder)
      expectFailure(result, 73, [path.isEmpty ? "''" : path])
      #expect(result.errorLines.count == 1)
      #expect(try folder.content() == ["good.csv"])
    }
  }

  @Test func `the picture is well-formed and replaces an older one`() throws {
    let folder = try TemporaryFolder()
    try folder.write("older", to: "picture.svg")
    let result = try Command.run(
      ["scale", "--synthetic", "6-5-3", "--svg", "picture.svg", "--json", "--quiet"] + Self.short,
      in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try folder.content() == ["picture.svg"])
    let text = try folder.text("picture.svg")
    #expect(text.hasPrefix("<svg ") || text.hasPrefix("<?xml"))
    #expect(XMLParser(data: Data(text.utf8)).parse())
    let rows = try #require(try result.object()["rows"] as? [[String: Any]])
    let digest = try #require(rows.first?["digest"] as? String)
    #expect(text.contains(digest))
  }

  @Test func `a study that fails leaves the older picture`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    try folder.write("older", to: "picture.svg")
    let result = try Command.run(
      ["scale", "good.csv", "--svg", "picture.svg", "--rate", "1e30", "--optimizer", "sgd"]
        + Self.short + ["--steps", "50"], in: folder)
    expectFailure(result, 70, ["diverged"])
    #expect(try folder.text("picture.svg") == "older")
    #expect(try folder.content() == ["good.csv", "picture.svg"])
  }

  @Test(arguments: [["good.csv"], ["--example", "spam"]])
  func `files and examples are measured as train has them`(source: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(source)
    let result = try Command.run(
      ["scale"] + source + ["--quiet", "--hidden", "7", "--batch", "50", "--json"] + Self.short,
      in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let object = try result.object()
    #expect(object["data"] as? String == (source.count == 1 ? "good.csv" : "example spam"))
    #expect((object["widths"] as? [Int])?.dropFirst().first == 7)
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["rowsPerStep"] as? Int } == [50, 50])
    #expect(object["digestsAgree"] as? Bool == true)
  }

  @Test func `weak scaling makes rows enough for all workers`() throws {
    let result = try Command.run(
      ["scale", "--synthetic", "6-5-3", "--weak", "--batch", "400", "--json", "--quiet"]
        + ["--workers", "1,3", "--rounds", "1", "--steps", "2"], in: TemporaryFolder())
    #expect(result.code == 0, "\(result.errors)")
    let rows = try #require(try result.object()["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["rowsPerStep"] as? Int } == [400, 1200])
  }

  @Test(arguments: [[], ["--json"]])
  func `the list of examples is that of train, without any measuring`(json: [String]) throws {
    let folder = try TemporaryFolder()
    let list = try Command.run(["scale", "--example", "list"] + json, in: folder)
    #expect(list.code == 0 && list.errors == "")
    let expected = try Command.run(["train", "--example", "list"] + json, in: folder)
    #expect(list.output == expected.output)
    for name in ["spam", "digits", "diabetes", "credit", "concrete"] {
      #expect(list.output.contains(name))
    }
    #expect(try folder.content() == [])
  }

  @Test func `a small network is one worker's unless all are asked for`() throws {
    // 6 shards and a quarter: the cut between two workers runs through subtrees.
    let synthetic = ["scale", "--synthetic", "6-5-3", "--batch", "100", "--json", "--quiet"]
    var digests = Set<String>()
    for (participation, expected) in [("auto", [1, 1]), ("all", [1, 2])] {
      let result = try Command.run(
        synthetic + Self.short + ["--participation", participation], in: TemporaryFolder())
      #expect(result.code == 0, "\(result.errors)")
      let rows = try #require(try result.object()["rows"] as? [[String: Any]])
      #expect(rows.compactMap { $0["participants"] as? Int } == expected)
      digests.formUnion(rows.compactMap { $0["digest"] as? String })
    }
    #expect(digests.count == 1)
  }

  /// A study takes as many steps as it says: `train` on the same data ends with the same bits.
  @Test func `the digest is that of training as many steps`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let options = ["--quiet", "--json", "--batch", "30", "--hidden", "9"]
    // 120 rows are 4 steps an epoch: warm-up, one round and phases make 12 steps.
    let scaled = try Command.run(["scale", "good.csv"] + options + Self.short, in: folder)
    let trained = try Command.run(
      ["train", "good.csv", "--epochs", "3", "--run", "r"] + options, in: folder)
    let rows = try #require(try scaled.object()["rows"] as? [[String: Any]])
    #expect(try rows.first?["digest"] as? String == trained.digest())
  }
}
