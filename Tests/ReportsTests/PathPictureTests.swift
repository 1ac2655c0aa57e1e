import Foundation
import Learning
import Reports
import Testing
@testable import Training

/// A report and what is drawn with it.
struct PathCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let report: PathReport
  var marks: [(l1: Double, label: String)] = []
  var bands: PathBands?

  var svg: String { PathPicture.svg(of: report, marks: marks, bands: bands) }
}

@Suite struct `Path picture` {
  static let spam = PathCase(
    testDescription: "like spam",
    report: .made(columns: 57, strengths: grid(from: 0.3, to: 0.0003, count: 40), data: "spam"),
    marks: [(l1: 0.004, label: "minimum"), (l1: 0.013, label: "one standard error")])

  static let cases: [PathCase] = {
    let long = String(repeating: "a long name of a folder & more/", count: 20)
    var named = PathReport.made(columns: 9, strengths: [0.5, 0.1, 0.02], data: long)
    named.columns = named.columns.map { long + $0 }
    named.widths = [784] + [Int](repeating: 1024, count: 60) + [10]
    var zeros = PathReport.made(columns: 4, strengths: [2, 1, 0.5])
    for index in zeros.points.indices { zeros.points[index].columnWeights = [0, 0, 0, 0] }
    let two = PathReport.made(columns: 3, strengths: [0.2, 0.1])
    func bands(_ figure: PathFigure, _ means: [(Double, Double, Double)]) -> PathBands {
      PathBands(
        figure: figure, bands: means.map { PathBand(l1: $0.0, mean: $0.1, standardError: $0.2) })
    }
    let close = [0.1, 0.1, 0.11, 0.12, 0.19, 0.2].map { (l1: $0, label: "one standard error") }
    return [
      spam,
      PathCase(
        testDescription: "signed and linear",
        report: .made(
          columns: 10, strengths: grid(from: 50, to: 0.01, count: 100), hidden: [],
          isSigned: true, metric: .r2)),
      PathCase(
        testDescription: "dense first",
        report: .made(
          columns: 30, strengths: [0] + grid(from: 1, to: 1e-4, count: 60).reversed(),
          direction: .up, metric: .loss),
        bands: bands(.loss, [(0, 0.4, 0.05), (1e-3, 0.3, 0.04), (0.1, 0.5, 0.2)])),
      PathCase(
        testDescription: "many columns",
        report: .made(columns: 3000, strengths: grid(from: 1, to: 0.01, count: 30))),
      PathCase(
        testDescription: "many strengths",
        report: .made(columns: 40, strengths: grid(from: 1, to: 1e-5, count: 200)),
        marks: close),
      PathCase(testDescription: "two points", report: two, marks: close),
      PathCase(
        testDescription: "two points that are close",
        report: .made(columns: 3, strengths: [0.1234, 0.1233])),
      PathCase(testDescription: "one point", report: .made(columns: 2, strengths: [0.7])),
      PathCase(testDescription: "one column", report: .made(columns: 1, strengths: [3, 2, 1])),
      PathCase(testDescription: "only zero", report: .made(columns: 5, strengths: [0])),
      PathCase(testDescription: "no points", report: .made(columns: 5, strengths: [])),
      PathCase(testDescription: "no columns", report: .made(columns: 0, strengths: [1, 0.1])),
      PathCase(testDescription: "the same λ", report: .made(columns: 5, strengths: [1, 1, 1])),
      PathCase(testDescription: "all zero", report: zeros),
      PathCase(
        testDescription: "long names", report: named,
        marks: [(l1: 0.1, label: long), (l1: 0.02, label: long)]),
      PathCase(
        testDescription: "huge",
        report: .made(
          columns: 12, strengths: [1e290, 1e100, 1, 1e-100, 1e-290], isSigned: true, size: 1e299)),
      PathCase(
        testDescription: "tiny",
        report: .made(columns: 12, strengths: [3e-12, 2e-12, 1e-12], size: 1e-290)),
      PathCase(
        testDescription: "no validation",
        report: .made(columns: 300, strengths: [0.1, 0.01], hasValidation: false),
        bands: bands(.accuracy, [(0.1, 0.9, 0.01), (0.01, 0.99, 0.02)])),
    ]
  }()

  @Test(arguments: cases)
  func `every mark lies inside the picture`(example: PathCase) throws {
    let picture = try ParsedPicture(example.svg)
    let size = try #require(picture.marks("svg")[0].attributes["viewBox"]).split(separator: " ")
      .map { try #require(Double($0)) }
    #expect(picture.marks("svg").count == 1)
    for mark in picture.marks {
      guard let box = try mark.box() else { continue }
      #expect(box.isInside(width: size[2], height: size[3]), "\(mark)")
    }
  }

  @Test(arguments: cases)
  func `no text lies on another or on a line of a mark`(example: PathCase) throws {
    let picture = try ParsedPicture(example.svg)
    let lines = picture.marks("line", class: "mark")
    let texts = picture.marks("text")
    for (index, text) in texts.enumerated() {
      let box = try #require(try text.box())
      for other in texts[..<index] + lines {
        #expect(!box.overlaps(try #require(try other.box())), "\(text.text) on \(other)")
      }
    }
  }

  @Test(arguments: cases)
  func `curves stay in their panels`(example: PathCase) throws {
    let picture = try ParsedPicture(example.svg)
    let axes = try picture.marks("polyline").filter { $0.attributes["class"] == nil }
      .map { try #require(try $0.box()) }
    try #require(axes.count == 3)
    for (name, frame) in zip(["weight", "count", "metric"], axes) {
      for curve in picture.marks("polyline", class: name) {
        let box = try #require(try curve.box())
        #expect(box.left >= frame.left && box.right <= frame.right, "\(curve)")
        #expect(box.top >= frame.top && box.bottom <= frame.bottom, "\(curve)")
      }
    }
  }

  @Test(arguments: cases)
  func `a column that is used has a line, the strongest in colour`(example: PathCase) throws {
    let picture = try ParsedPicture(example.svg)
    let report = example.report
    let used = report.columns.indices.filter { column in
      report.points.contains { $0.columnWeights[column] != 0 }
    }
    let lines = picture.marks("polyline", class: "weight")
    #expect(lines.count == used.count)
    let colours = lines.compactMap { $0.attributes["stroke"] }.filter { $0 != "#b4b4b4" }
    #expect(colours.count == min(7, used.count) && Set(colours).count == colours.count)
  }

  @Test(arguments: cases)
  func `the direction of the path does not move a curve`(example: PathCase) throws {
    var report = example.report
    report.points.reverse()
    let turned = PathCase(
      testDescription: example.testDescription, report: report, marks: example.marks,
      bands: example.bands)
    guard Set(report.points.map(\.l1)).count == report.points.count else { return }
    func curves(_ example: PathCase) throws -> [String?] {
      try ParsedPicture(example.svg).marks("polyline").map { $0.attributes["points"] }
    }
    #expect(try curves(example) == curves(turned))
  }

  @Test func `points lie where the axes say`() throws {
    var report = PathReport.made(columns: 2, strengths: [0, 0.01, 0.1, 1], hidden: [])
    for (index, weights) in [[-2.0, 1], [-1, 0.5], [1, 0], [0, 0]].enumerated() {
      report.points[index].columnWeights = weights
    }
    let picture = try ParsedPicture(PathPicture.svg(of: report))
    let texts = picture.marks("text").filter { $0.path.count == 2 }
    func label(_ text: String, _ anchor: String) -> ParsedPicture.Mark? {
      texts.first { $0.text == text && $0.attributes["text-anchor"] == anchor }
    }
    // The column that starts lowest is drawn first.
    let line = try #require(picture.marks("polyline", class: "weight").first)
    let points = try #require(line.attributes["points"]).split(separator: " ").map { point in
      try point.split(separator: ",").map { try #require(Double($0)) }
    }
    try #require(points.count == 4)
    for (point, strength) in zip(points, ["0", "0.01", "0.1", "1"]) {
      let below = try #require(label(strength, "middle"))
      #expect(try abs(below.number("x") - point[0]) < 0.02)
    }
    for (point, weight) in zip(points, ["-2", "-1", "1", "0"]) {
      let beside = try #require(label(weight, "end"))
      #expect(try abs(beside.number("y") - 4 - point[1]) < 0.02)
    }
    let zero = try #require(picture.marks("line", class: "zero").first)
    #expect(try abs(zero.number("y1") - points[3][1]) < 0.02)
  }

  @Test func `it names columns that survive longest, the largest first`() throws {
    var report = PathReport.made(columns: 20, strengths: [1, 0.1, 0.01])
    for index in report.points.indices {
      report.points[index].columnWeights = (0..<20).map { column in
        column < 7 && index > 0 ? Double(10 - column) : index == 2 ? 100 : 0
      }
    }
    let texts = try ParsedPicture(PathPicture.svg(of: report)).marks("text").map(\.text)
    #expect(texts.filter { $0.hasPrefix("column") } == (0..<7).map { "column\($0)" })
    #expect(texts.contains("13 more in grey"))
  }

  @Test func `it shows accuracy or R² where there is one, else the loss, or what bands are of`()
    throws
  {
    func texts(_ report: PathReport, bands: PathBands? = nil) throws -> [String] {
      try ParsedPicture(PathPicture.svg(of: report, bands: bands)).marks("text").map(\.text)
    }
    let classes = PathReport.made(columns: 3, strengths: [1, 0.1])
    #expect(try texts(classes).contains("accuracy"))
    #expect(try texts(classes).contains("validation of the refit"))
    #expect(try texts(.made(columns: 3, strengths: [1, 0.1], metric: .r2)).contains("R²"))
    #expect(try texts(.made(columns: 3, strengths: [1, 0.1], metric: .loss)).contains("loss"))
    let bands = PathBands(figure: .loss, bands: [PathBand(l1: 1, mean: 0.3, standardError: 0.1)])
    #expect(try texts(classes, bands: bands).contains("loss"))
    #expect(try texts(classes, bands: bands).contains("cross-validation"))
    let picture = try ParsedPicture(PathPicture.svg(of: classes, bands: bands))
    #expect(picture.marks("line", class: "band").count == 1)
  }

  @Test func `it has hidden units only where the network has them`() throws {
    func counts(_ hidden: [Int]) throws -> Int {
      let report = PathReport.made(columns: 3, strengths: [1, 0.1], hidden: hidden)
      return try ParsedPicture(PathPicture.svg(of: report)).marks("polyline", class: "count").count
    }
    #expect(try counts([]) == 1 && counts([8]) == 2)
  }

  @Test func `it says what was fitted, and marks what was chosen`() throws {
    let picture = try ParsedPicture(Self.spam.svg)
    let texts = picture.marks("text").map(\.text)
    #expect(texts.contains("Regularization path of 57→64→32→1"))
    #expect(
      texts.contains("group lasso over inputs · 40 strengths · from the empty model down"))
    #expect(texts.contains("minimum: λ = 0.004"))
    #expect(texts.contains("one standard error: λ = 0.013"))
    #expect(picture.marks("line", class: "mark").count == 6)
    let last = try #require(Self.spam.report.points.last)
    #expect(texts.contains("Digest of the last model: \(last.digest)"))
  }

  @Test func `names may hold any character`() throws {
    let name = "<a href=\"x\">&amp; it's\u{1}]]></svg>"
    var report = PathReport.made(columns: 1, strengths: [1, 0.1], data: name)
    report.columns = ["<&\u{0}>"]
    let texts = try ParsedPicture(PathPicture.svg(of: report)).marks("text").map(\.text)
    #expect(texts.contains("<a href=\"x\">&amp; it's\u{FFFD}]]></svg>"))
    #expect(texts.contains("<&\u{FFFD}>"))
  }

  @Test(arguments: [
    Double.nan, .infinity, -.infinity, -1, 1e305, .greatestFiniteMagnitude,
    .leastNonzeroMagnitude,
  ])
  func `figures that are none do no harm`(bad: Double) throws {
    var report = PathReport.made(columns: 3, strengths: [1, 0.1, 0.01, 0.001])
    report.points[1].l1 = bad
    report.points[2].columnWeights = [bad, bad]
    report.points[2].survivingInputs = .max
    report.points[2].survivingUnits = .min
    report.points[0].train = PathMetric(loss: bad, accuracy: bad, r2: bad)
    report.points[3].validation = PathMetric(loss: bad, accuracy: nil, r2: bad)
    let bands = PathBands(
      figure: .accuracy,
      bands: [
        PathBand(l1: bad, mean: 1, standardError: 1), PathBand(l1: 1, mean: bad, standardError: 1),
        PathBand(l1: 1, mean: 1, standardError: bad),
      ])
    let example = PathCase(
      testDescription: "bad", report: report, marks: [(l1: bad, label: "bad")], bands: bands)
    try `every mark lies inside the picture`(example: example)
    try `no text lies on another or on a line of a mark`(example: example)
    try `curves stay in their panels`(example: example)
    #expect(!example.svg.contains("–"))
  }

  @Test(arguments: cases)
  func `the same report gives the same text`(example: PathCase) {
    #expect(example.svg == example.svg)
    if let folder = ProcessInfo.processInfo.environment["LOCKSTEP_PICTURES"] {
      let path = "\(folder)/\(example.testDescription).svg"
      try? Data(example.svg.utf8).write(to: URL(filePath: path))
    }
  }
}
