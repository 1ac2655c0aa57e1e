import Foundation
import FoundationXML
import Lockstep
import Testing

/// `lockstep scale --predict` as a process. Nothing is said of speeds.
@Suite struct ScalePredictTests {
  static let short = ["--rounds", "1", "--steps", "4"]
  static let small = ["--synthetic", "6-5-3", "--batch", "64"]

  /// A machine of two packages of two caches of two cores, in a file.
  static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let topology = try Topology.load(synthetic: "package:2 [numa] l3:2 core:2 pu:1")
    try folder.write(try topology.xml(), to: "machine.xml")
    return folder
  }

  @Test func `the prediction is one JSON object, and progress is not part of it`() throws {
    let folder = try Self.folder()
    let result = try Command.run(
      ["scale", "--predict", "machine.xml", "--json", "--participation", "all"] + Self.small
        + Self.short, in: folder)
    #expect(result.code == 0 && !result.wasKilled, "\(result.errors)")
    let object = try result.object()
    let machine = try #require(object["machine"] as? [String: Any])
    #expect(machine["name"] as? String == "machine.xml" && machine["cores"] as? Int == 8)
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["workers"] as? Int } == [1, 2, 4, 8])
    #expect(rows.compactMap { $0["participants"] as? Int } == [1, 2, 4, 8])
    for row in rows {
      let terms = try #require(row["terms"] as? [String: Double])
      let step = try #require(row["microsecondsPerStep"] as? Double)
      #expect(abs(terms.values.reduce(0, +) - step) < 1e-6 * step)
      #expect(terms[try #require(row["limit"] as? String)] != nil)
    }
    #expect((object["assumptions"] as? [String])?.isEmpty == false)
    #expect((object["costs"] as? [String: Any])?["computing"] != nil)
    #expect(result.errorLines.first == "round 1/1")
    #expect(try folder.content() == ["machine.xml"])
  }

  @Test func `this machine is one too`() throws {
    let result = try Command.run(
      ["scale", "--predict", "this", "--quiet", "--workers", "1,2"] + Self.small + Self.short,
      in: TemporaryFolder())
    #expect(result.code == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("predicted scaling of 6→5→3, relu, cross-entropy, on synthetic"))
    #expect(lines[1].hasPrefix("for this: "))
    #expect(!result.errors.contains("round"))
  }

  @Test(arguments: [["good.csv"], ["--example", "spam"]])
  func `files and examples are predicted as train has them`(source: [String]) throws {
    let folder = try Self.folder()
    try folder.makeFiles(source)
    let result = try Command.run(
      ["scale"] + source + ["--predict", "machine.xml", "--hidden", "7", "--batch", "50"]
        + ["--quiet", "--json", "--activation", "tanh"] + Self.short, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let object = try result.object()
    #expect(object["data"] as? String == (source.count == 1 ? "good.csv" : "example spam"))
    #expect((object["widths"] as? [Int])?.dropFirst().first == 7)
    #expect(object["activation"] as? String == "tanh" && object["rowsPerStep"] as? Int == 50)
  }

  @Test func `the picture is well-formed`() throws {
    let folder = try Self.folder()
    let result = try Command.run(
      ["scale", "--predict", "machine.xml", "--svg", "picture.svg", "--quiet"] + Self.small
        + Self.short, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let text = try folder.text("picture.svg")
    #expect(XMLParser(data: Data(text.utf8)).parse())
    #expect(text.contains("machine.xml: 8 cores, 4 last caches, 2 NUMA nodes"))
  }

  @Test(
    arguments: [
      (["--predict", "this", "--weak"], 64, "--weak: found beside --predict"),
      (["--predict"], 64, "--predict: found no value, expected"),
      (["--predict", "nothing.xml"], 66, "nothing.xml: cannot be read"),
      (["--predict", ""], 64, "the profile '', expected a path"),
      (["--predict", "./"], 66, "./: cannot be read"),
      (["--predict", "epyc-9654"], 64, "did you mean epyc-9654-2s?"),
      (["--predict", "this", "--profile", "contianer"], 64, "did you mean container?"),
      (["--predict", "container", "--profile", "container"], 64, "--profile: found beside"),
      (["--predict", "this", "--workers", "0"], 64, "--workers: found '0'"),
      (["--predict", "this", "--svg", "missing/picture.svg"], 73, "missing/picture.svg"),
      (["--predict", "this", "--batch", "full"], 64, "--batch: found 'full'"),
      (["--predict", "this", "--optimizer", "owlqn"], 64, "--batch: found 64 with owlqn"),
    ] as [([String], Int32, String)])
  func `a wrong call is one line that names what is wrong`(
    arguments: [String], code: Int32, words: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let result = try Command.run(
      ["scale", "--quiet", "--synthetic", "6-5-3"] + arguments, in: folder)
    expectFailure(result, code, [words])
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(try folder.content() == ["good.csv"])
  }
}
