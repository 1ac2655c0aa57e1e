import Foundation
import Testing

@Suite struct ResultTests {
  private func trained(_ extra: [String] = [], data: String = "good.csv") throws -> (
    folder: TemporaryFolder, result: Command.Result
  ) {
    let folder = try TemporaryFolder()
    try folder.makeFiles([data, "good.csv"])
    let result = try Command.run(
      ["train", data, "--quiet", "--json", "--epochs", "5", "--run", "r"] + extra, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    return (folder, result)
  }

  @Test func `train prints one object with every promised key`() throws {
    let (_, result) = try trained([
      "--validation-fraction", "0.2", "--test", "good.csv", "--l1", "0.01", "--workers", "2",
    ])
    let object = try result.object()
    for key in [
      "digest", "run", "epochs", "steps", "workers", "objective", "trainLoss", "validationLoss",
      "testLoss", "testAccuracy", "weights", "nonzeroWeights", "selectedFeatures",
      "samplesPerSecond", "seconds",
    ] { #expect(object[key] != nil && !(object[key] is NSNull), "\(key)") }
    #expect(object["testR2"] is NSNull)
    #expect(object["epochs"] as? Int == 5)
    #expect(object["steps"] as? Int == 10)
    #expect(object["workers"] as? Int == 2)
    // a, b, c and three colours.
    #expect(object["weights"] as? Int == 6 * 64 + 64 * 32 + 32)
    let features = Set((object["selectedFeatures"] as? [String]) ?? [])
    #expect(features.isSubset(of: ["a", "b", "c", "colour"]) && !features.isEmpty)
  }

  @Test func `keys that were not asked for are null`() throws {
    let (_, result) = try trained(data: "number.csv")
    let object = try result.object()
    for key in ["validationLoss", "testLoss", "testAccuracy", "testR2"] {
      #expect(object[key] is NSNull, "\(key)")
    }
  }

  @Test func `evaluate agrees with training and with the predictions`() throws {
    let (folder, result) = try trained(["--test", "good.csv"])
    let evaluated = try Command.run(["evaluate", "r", "good.csv", "--json"], in: folder).object()
    #expect(evaluated["rows"] as? Int == 120)
    #expect(evaluated["loss"] as? Double == (try result.object()["testLoss"] as? Double))
    let accuracy = try #require(evaluated["accuracy"] as? Double)
    #expect(accuracy == (try result.object()["testAccuracy"] as? Double))

    let printed = try Command.run(["predict", "r", "good.csv"], in: folder)
    let lines = printed.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines[0] == ["prediction", "probability_no", "probability_yes"])
    let labels = MadeFiles.rows(120).map { $0[4] }
    try #require(lines.count == 121)
    let right = zip(lines.dropFirst(), labels).count { $0[0] == $1 }
    #expect(Double(right) / 120 == accuracy)
    for line in lines.dropFirst() {
      let (no, yes) = (try #require(Double(line[1])), try #require(Double(line[2])))
      #expect(abs(no + yes - 1) < 1e-6 && (line[0] == "yes") == (yes > no))
    }
  }

  @Test func `a regression predicts in the units of the file`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["number.csv"])
    let result = try Command.run(
      [
        "train", "number.csv", "--quiet", "--json", "--epochs", "60", "--rate", "0.01", "--run",
        "r", "--test", "number.csv",
      ], in: folder)
    let r2 = try #require(try result.object()["testR2"] as? Double)
    let targets = MadeFiles.rows(120).map { (Double($0[0]) ?? 0) * 2 + 1 }
    let predictions = try Command.run(["predict", "r", "number.csv"], in: folder).output
      .split(separator: "\n").dropFirst().map { try #require(Double($0)) }
    try #require(predictions.count == 120)
    let mean = targets.reduce(0, +) / 120
    let total = targets.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    let rest = zip(predictions, targets).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    #expect(abs(1 - rest / total - r2) < 1e-6)
    #expect(r2 > 0.9)
  }

  @Test func `columns in any order, packed or not, give the same predictions`() throws {
    let (folder, _) = try trained()
    let rows = MadeFiles.rows(120)
    try folder.write(
      MadeFiles.text(
        rows.map { [$0[3], $0[2], "extra", $0[0], $0[1]] }, header: "colour,c,more,a,b"),
      to: "shuffled.csv")
    let packed = try Command.run([], in: folder, shell: "gzip -k shuffled.csv")
    try #require(packed.code == 0, "\(packed.errors)")
    let expected = try Command.run(["predict", "r", "good.csv"], in: folder)
    for name in ["shuffled.csv", "shuffled.csv.gz"] {
      let found = try Command.run(["predict", "r", name, "--workers", "3"], in: folder)
      #expect(found.code == 0 && found.output == expected.output, "\(found.errors)")
    }
  }

  @Test func `a packed file and one without header train the same weights`() throws {
    let (folder, result) = try trained()
    try folder.write(MadeFiles.text(MadeFiles.rows(120), header: nil), to: "bare.csv")
    _ = try Command.run([], in: folder, shell: "gzip -k good.csv")
    for (index, data) in [["good.csv.gz"], ["bare.csv", "--header", "no"]].enumerated() {
      let other = try Command.run(
        ["train", "--quiet", "--json", "--epochs", "5", "--run", "other\(index)"] + data,
        in: folder)
      #expect(try other.digest() == result.digest(), "\(other.errors)")
    }
    let predicted = try Command.run(
      ["predict", "other1", "bare.csv", "--header", "no"], in: folder)
    #expect(predicted.output.split(separator: "\n").count == 121, "\(predicted.errors)")
  }

  @Test func `class names with commas and quotes come back as cells of CSV`() throws {
    let folder = try TemporaryFolder()
    let names = ["no": "\"say \"\"no\"\"\"", "yes": "\"yes, please\""]
    try folder.write(
      MadeFiles.text(MadeFiles.rows(120).map { $0[..<4] + [names[$0[4]] ?? ""] }), to: "odd.csv")
    let trained = try Command.run(
      ["train", "odd.csv", "--quiet", "--epochs", "5", "--run", "r"], in: folder)
    #expect(trained.code == 0, "\(trained.errors)")
    let lines = try Command.run(["predict", "r", "odd.csv"], in: folder).output
      .split(separator: "\n")
    #expect(lines[0] == "prediction,\"probability_say \"\"no\"\"\",\"probability_yes, please\"")
    #expect(
      lines.dropFirst().allSatisfy { line in names.values.contains { line.hasPrefix($0 + ",") } })
    let object = try Command.run(["predict", "r", "odd.csv", "--json"], in: folder).object()
    #expect(object["classes"] as? [String] == ["say \"no\"", "yes, please"])
  }

  @Test func `a configuration file sets options and the command line wins`() throws {
    let (folder, _) = try trained()
    try folder.write(
      "epochs: 4\nhidden: [8, 4]\nrate: 0.01\nquiet: true\nignore:\n  - c\n"
        + "column-type:\n  b: numeric\n", to: "run.yml")
    let byFile = try Command.run(
      ["train", "good.csv", "--config", "run.yml", "--epochs=2", "--json", "--run", "x"],
      in: folder)
    let byHand = try Command.run(
      [
        "train", "good.csv", "--epochs", "2", "--hidden", "8,4", "--rate", "0.01", "--ignore", "c",
        "--column-type", "b=numeric", "--json", "--run", "y",
      ], in: folder)
    #expect(try byFile.digest() == byHand.digest(), "\(byFile.errors)")
    #expect(try byFile.object()["epochs"] as? Int == 2)
    #expect(byFile.errors == "")
  }
}
