import Foundation
import Learning
import Testing
@testable import Training

/// The CSV of a path, as Python's module csv reads it.
@Suite struct `CSV of a path` {
  static let python = ProcessInfo.processInfo.environment["LOCKSTEP_PYTHON"] ?? "python3"

  /// What a script prints.
  private static func run(_ script: String, _ arguments: [String]) throws -> (Int32, [UInt8]) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, Array(bytes))
  }

  static let isPresent = (try? run("import csv, json", []))?.0 == 0

  static let report: PathReport = {
    let names = [
      "plain", "with, comma", "a \"quoted\" name", "two\r\nlines", "", "é→", "\r", " x ",
    ]
    func metric(_ loss: Double) -> PathMetric {
      PathMetric(loss: loss, accuracy: loss / 3, r2: nil)
    }
    let points = (0..<3).map { index -> PathPoint in
      let refit = PathRefit(
        train: metric(1e300), validation: nil,
        test: PathMetric(loss: 0.25, accuracy: nil, r2: -0.5), digest: Digest(of: [7]))
      return PathPoint(
        l1: 0.1 / Double(index + 1), objective: 1 / 3.0, train: metric(0.1 + 0.2),
        validation: index == 0 ? nil : metric(.leastNonzeroMagnitude), test: nil, weights: 640,
        nonzeroWeights: 12 + index, survivingInputs: 3, survivingUnits: 9, survivingColumns: 2,
        columnWeights: (0..<8).map { Double($0) / -7 + Double(index) },
        refit: index == 2 ? refit : nil, epochs: 20, digest: Digest(of: [UInt8(index)]))
    }
    return PathReport(
      data: "made", penalty: .l1, widths: [8, 9, 1], direction: .down, columns: names,
      points: points, seconds: 1, workers: 1)
  }()

  private static func read(_ csv: String) throws -> [[String]] {
    let folder = try TemporaryFolder()
    try folder.write(Array(csv.utf8), to: "path.csv")
    let script = """
      import csv, json, sys
      with open(sys.argv[1], newline="", encoding="utf-8") as file:
          print(json.dumps(list(csv.reader(file, strict=True))))
      """
    let (status, output) = try run(script, [folder("path.csv")])
    try #require(status == 0)
    return try JSONDecoder().decode([[String]].self, from: Data(output))
  }

  @Test(.enabled(if: isPresent, "no python3; set LOCKSTEP_PYTHON"))
  func `Python reads names and figures as they were`() throws {
    let report = Self.report
    let rows = try Self.read(report.csv)
    try #require(rows.count == 4)
    #expect(rows[0].prefix(3) == ["l1", "objective", "trainLoss"])
    #expect(rows[0].suffix(8) == ArraySlice(report.columns.map { "weight_" + $0 }))
    for (row, point) in zip(rows.dropFirst(), report.points) {
      try #require(row.count == rows[0].count)
      let cells = Dictionary(uniqueKeysWithValues: zip(rows[0], row))
      func isSame(_ name: String, _ number: Double?) -> Bool {
        number.map { Double(cells[name] ?? "") == $0 } ?? (cells[name] == "")
      }
      #expect(isSame("l1", point.l1) && isSame("objective", point.objective))
      let metrics: [(String, PathMetric?)] = [
        ("train", point.train), ("validation", point.validation), ("test", point.test),
        ("refitTrain", point.refit?.train), ("refitValidation", point.refit?.validation),
        ("refitTest", point.refit?.test),
      ]
      for (name, metric) in metrics {
        #expect(isSame(name + "Loss", metric?.loss), "\(name)")
        #expect(isSame(name + "Accuracy", metric?.accuracy), "\(name)")
        #expect(isSame(name + "R2", metric?.r2), "\(name)")
      }
      let counts = [
        ("weights", point.weights), ("nonzeroWeights", point.nonzeroWeights),
        ("survivingInputs", point.survivingInputs), ("survivingUnits", point.survivingUnits),
        ("survivingColumns", point.survivingColumns), ("epochs", point.epochs),
      ]
      for (name, count) in counts { #expect(cells[name] == String(count)) }
      #expect(cells["digest"] == point.digest.description)
      #expect(cells["refitDigest"] == point.refit?.digest.description ?? "")
      #expect(row.suffix(8).map(Double.init) == point.columnWeights.map(Optional.init))
    }
  }

  @Test func `every line has a cell per name, whatever the report lacks`() throws {
    var report = Self.report
    report.columns = ["a", "b"]
    report.points[0].columnWeights = []
    report.points[1].columnWeights = [1, 2, 3]
    report.points[2].columnWeights = [.nan, .infinity]
    let lines = report.csv.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5 && lines[4].isEmpty)
    let commas = lines.dropLast().map { $0.count { $0 == "," } }
    #expect(Set(commas).count == 1)
    #expect(lines[1].hasSuffix(",,") && lines[2].hasSuffix(",1.0,2.0"))
    #expect(lines[3].hasSuffix(",nan,inf"))
    report.points = []
    #expect(report.csv == lines[0] + "\n")
  }
}
