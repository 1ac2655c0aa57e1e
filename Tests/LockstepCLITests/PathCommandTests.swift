import Foundation
import FoundationXML
import Testing

/// `lockstep path` and `lockstep tune` as processes.
@Suite struct PathCommandTests {
  static let linear = ["--example", "diabetes", "--hidden", "none", "--points", "6"]

  @Test func `path prints one JSON object and writes picture and table`() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      ["path"] + Self.linear + ["--json", "--svg", "path.svg", "--csv", "path.csv", "--quiet"],
      in: folder)
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    let object = try result.object()
    let points = try #require(object["points"] as? [[String: Any]])
    #expect(points.compactMap { $0["l1"] as? Double }.count == 6)
    #expect(points.first?["survivingInputs"] as? Int == 0)
    #expect(object["direction"] as? String == "down" && object["chosen"] is NSNull)
    #expect((object["columns"] as? [String])?.count == 10)
    #expect(try folder.content().sorted() == ["path.csv", "path.svg"])
    let csv = try String(contentsOfFile: folder("path.csv"), encoding: .utf8)
    #expect(csv.split(separator: "\n").count == 7)
    let picture = try Data(contentsOf: URL(filePath: folder("path.svg")))
    #expect(XMLParser(data: picture).parse())
  }

  @Test func `path keeps the model with the columns asked for`() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      ["path"] + Self.linear + ["--features", "4", "--run", "kept", "--json", "--quiet"],
      in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let object = try result.object()
    let chosen = try #require(object["chosen"] as? [String: Any])
    let features = try #require(chosen["selectedFeatures"] as? [String])
    #expect((1...4).contains(features.count) && chosen["run"] as? String == "kept")
    #expect(chosen["isRefit"] as? Bool == true)
    let inspected = try Command.run(["inspect", "kept", "--json"], in: folder).object()
    #expect(inspected["selectedFeatures"] as? [String] == features)
    #expect(inspected["digest"] as? String == chosen["digest"] as? String)
    let again = try Command.run(
      ["path"] + Self.linear + ["--features", "4", "--run", "kept"], in: folder)
    #expect(again.code == 73)
  }

  @Test func `tune writes the chosen run, the same for any number of workers`() throws {
    let folder = try TemporaryFolder()
    var digests: Set<String> = []
    for workers in ["1", "3"] {
      let result = try Command.run(
        ["tune"] + Self.linear + [
          "--folds", "3", "--half-samples", "4", "--workers", workers, "--json", "--run",
          "tuned\(workers)", "--svg", "tune.svg", "--quiet",
        ], in: folder)
      #expect(result.code == 0, "\(result.errors)")
      let object = try result.object()
      let chosen = try #require(object["chosen"] as? [String: Any])
      digests.insert(try #require(chosen["digest"] as? String))
      #expect((object["scores"] as? [[String: Any]])?.count == 6)
      #expect(object["choice"] as? String == "one-standard-error")
      let stability = try #require(object["stability"] as? [String: Any])
      #expect((stability["columns"] as? [[String: Any]])?.count == 10)
      let inspected = try Command.run(
        ["inspect", "tuned\(workers)", "--json"], in: folder
      ).object()
      #expect(inspected["digest"] as? String == chosen["digest"] as? String)
    }
    #expect(digests.count == 1)
  }

  @Test func `results are also texts`() throws {
    let folder = try TemporaryFolder()
    let path = try Command.run(["path"] + Self.linear + ["--quiet"], in: folder)
    #expect(path.code == 0 && path.output.contains("objective  training R²"))
    let tune = try Command.run(
      ["tune"] + Self.linear + ["--folds", "2", "--quiet", "--no-refit"], in: folder)
    #expect(tune.code == 0 && tune.output.contains("one standard error"))
    #expect(!tune.output.contains("refit loss"))
  }

  @Test(arguments: [
    WrongCall("path", 64, "found no DATA, expected a file, or --example spam"),
    WrongCall("path --example spam --l1 0.1", 64, "--l1: found, but a path finds its strengths"),
    WrongCall("tune --example spam --l1 0.1", 64, "--l1: found, but a path finds its strengths"),
    WrongCall("path --example spam --points 1", 64, "--points: found 1, expected"),
    WrongCall("path --example spam --points x", 64, "--points: found 'x', expected a whole"),
    WrongCall("path --example spam --ratio 2", 64, "--ratio: found 2.0, expected"),
    WrongCall("path --example spam --direction down", 64, "--direction: found down with hidden"),
    WrongCall("path --example spam --l1-method subgradient", 64, "--l1-method: found subgradient"),
    WrongCall("path --example spam --run r", 64, "--run needs --features N"),
    WrongCall("path --example spam --features 0", 64, "--features: found 0, expected 1 or more"),
    WrongCall("path --example spam --patience 3", 64, "--patience needs rows to look at"),
    WrongCall("tune --example spam --patience 3", 64, "--patience: found, but tune has no rows"),
    WrongCall("tune --example spam --validation-fraction 0.1", 64, "--validation: found, but"),
    WrongCall("tune --example spam --folds 1", 64, "--folds: found 1, expected a number from 2"),
    WrongCall("tune --example spam --folds 5000", 64, "--folds: found 5000, expected a number"),
    WrongCall("tune --example spam --folds x", 64, "--folds: found 'x', expected a whole number"),
    WrongCall("tune --example spam --half-samples=-1", 64, "--half-samples: found -1, expected"),
    WrongCall("tune --example spam --choice best", 64, "--choice: found 'best', expected one of"),
    WrongCall("path nothing.csv", 66, "nothing.csv: no such file"),
    WrongCall("path --example diabetes --hidden none --svg no/such/folder.svg", 73, "no/such"),
    WrongCall("scale --example spam --optimizer fista --batch full", 64, "--optimizer: found 'fi"),
  ])
  func `a mistake ends in one line, the documented code, and no folder`(call: WrongCall) throws {
    try call.expectFailure()
  }

  @Test func `an interrupted path leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let command = try Command(
      [
        "path", "--example", "digits", "--points", "400", "--features", "9", "--run", "kept",
      ], in: folder)
    #expect(try command.wait { FileManager.default.fileExists(atPath: folder("kept")) })
    command.signal(SIGINT)
    let result = try command.wait()
    #expect(result.code == 130, "\(result.errors)")
    #expect(result.errors.contains("interrupted"))
    #expect(try folder.content() == [])
  }
}
