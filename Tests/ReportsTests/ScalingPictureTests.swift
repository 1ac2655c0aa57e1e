import Reports
import Scaling
import Testing

@Suite struct `Scaling picture` {
  static let reports: [ScalingReport] = {
    let long = String(repeating: "a long name of a folder & more/", count: 20)
    var noisy = ScalingReport.made(workers: [1, 3], noise: [long, "<b>", "c"])
    noisy.digestsAgree = false
    var stripped = ScalingReport.made(workers: [1, 2, 4, 48])
    stripped.law = nil
    return [
      .made(workers: [1]), .made(workers: [64]), .made(workers: [1, 2], microsecondsOfOne: 0.037),
      .made(workers: [1, 2, 4, 8, 16, 32]), .made(workers: Array(1...20)),
      .made(workers: [3, 5, 7]),
      .made(workers: (1...20).map { $0 * 51 }, microsecondsOfOne: 9_876_543),
      .made(workers: [1, 2, 4, 8], mode: .weak, microsecondsOfOne: 9_999.9),
      .made(workers: [1, 2, 4, 8, 16, 64, 128], contention: 0.4, coherence: 0.2),
      .made(workers: [1, 2, 3, 4], contention: 0, coherence: 0),
      .made(
        workers: [1, 2, 12], data: long, widths: [784] + [Int](repeating: 1024, count: 40) + [10]),
      noisy, stripped,
    ]
  }()

  @Test(arguments: reports)
  func `it has a mark per row and the law's curve`(report: ScalingReport) throws {
    let picture = try ParsedPicture(ScalingPicture.svg(of: report))
    #expect(picture.marks("g", class: "bar").count == report.rows.count)
    #expect(picture.marks("g", class: "point").count == report.rows.count)
    #expect(picture.marks("polyline", class: "law").count == (report.law == nil ? 0 : 1))
    #expect(picture.marks("svg").count == 1)
  }

  @Test(arguments: reports)
  func `every mark lies inside the picture`(report: ScalingReport) throws {
    let picture = try ParsedPicture(ScalingPicture.svg(of: report))
    let size = try #require(picture.marks("svg")[0].attributes["viewBox"]).split(separator: " ")
      .map { try #require(Double($0)) }
    for mark in picture.marks {
      guard let box = try mark.box() else { continue }
      #expect(box.isInside(width: size[2], height: size[3]), "\(mark)")
    }
  }

  @Test(arguments: reports)
  func `no text lies on another`(report: ScalingReport) throws {
    let texts = try ParsedPicture(ScalingPicture.svg(of: report)).marks("text")
    for (index, text) in texts.enumerated() {
      let box = try #require(try text.box())
      for other in texts[..<index] {
        #expect(!box.overlaps(try #require(try other.box())), "\(text.text) on \(other.text)")
      }
    }
  }

  @Test func `bars are as high as the times that they stand for`() throws {
    let report = ScalingReport.made(workers: [1, 2, 4])
    let rectangles = try ParsedPicture(ScalingPicture.svg(of: report)).marks("rect")
      .filter { $0.path.count == 3 }
    try #require(rectangles.count == 18)
    let heights = try rectangles.map { try $0.number("height") }
    let scale = heights[1] / report.rows[0].phases.forward
    for (index, row) in report.rows.enumerated() {
      let phases = row.phases
      let times = [
        phases.gather, phases.forward, phases.backward, phases.weightGradient, phases.update,
        phases.barrierWait,
      ]
      for (phase, time) in times.enumerated() {
        let expected = time * Double(row.participants) * scale
        #expect(abs(heights[6 * index + phase] - expected) < 0.05)
      }
    }
  }

  @Test func `points lie where the axes say`() throws {
    for counts in [[1, 2, 4], [1, 2, 4, 8, 16]] {
      var report = ScalingReport.made(workers: counts)
      for index in report.rows.indices { report.rows[index].speedup = Double(counts[index]) }
      report.law = nil
      let picture = try ParsedPicture(ScalingPicture.svg(of: report))
      let points = picture.marks("circle").dropFirst()
      try #require(points.count == counts.count)
      let labels = picture.marks("text").filter { $0.path.count == 2 }
      for (point, count) in zip(points, counts) {
        let below = try #require(
          labels.first { $0.text == String(count) && $0.attributes["text-anchor"] == "middle" })
        let beside = try #require(
          labels.first { $0.text == String(count) && $0.attributes["text-anchor"] == "end" })
        #expect(try abs(point.number("cx") - below.number("x")) < 0.02)
        #expect(try abs(point.number("cy") - (beside.number("y") - 4)) < 0.02)
      }
    }
  }

  @Test func `names may hold any character`() throws {
    let name = "<a href=\"x\">&amp; it's\u{1}\u{FFFF}\n]]></svg>"
    var report = ScalingReport.made(workers: [1, 2], data: name)
    report.instructionSet = "<&>"
    let texts = try ParsedPicture(ScalingPicture.svg(of: report)).marks("text").map(\.text)
    #expect(texts.contains("<a href=\"x\">&amp; it's\u{FFFD}\u{FFFD} ]]></svg>"))
    #expect(texts.contains { $0.contains(" · <&> · ") })
  }

  @Test func `it says whether the bits were the same and what was noisy`() throws {
    func texts(_ report: ScalingReport) throws -> String {
      try ParsedPicture(ScalingPicture.svg(of: report)).marks("text").map(\.text)
        .joined(separator: "\n")
    }
    var report = ScalingReport.made(workers: [1, 2])
    #expect(try texts(report).contains("The same bits with every worker count: digest 3f2ac91b"))
    #expect(try !texts(report).contains("Noisy"))
    report.noise = ["the clock fell", "a neighbour"]
    report.digestsAgree = false
    #expect(try texts(report).contains("Noisy: the clock fell (and 1 more)"))
    #expect(try texts(report).contains("The bits differ between worker counts."))
    report.digestsAgree = nil
    #expect(try !texts(report).contains("bits"))
  }

  @Test func `figures that are none do no harm`() throws {
    for bad in [Double.nan, .infinity, -.infinity, 0, -1, 1e300, .leastNonzeroMagnitude] {
      var report = ScalingReport.made(workers: [1, 2, 4])
      report.rows[1].speedup = bad
      report.rows[1].microsecondsPerStep = bad
      report.rows[1].microsecondsPerStepSpread.lowerQuartile = bad
      report.rows[1].phases.forward = bad
      report.rows[0].samplesPerSecond = bad
      report.rows[2].phases = PhaseTimes(
        gather: bad, forward: bad, backward: bad, weightGradient: bad, barrierWait: bad,
        update: bad)
      let picture = try ParsedPicture(ScalingPicture.svg(of: report))
      #expect(picture.marks("g", class: "bar").count == 3)
    }
    let empty = try ParsedPicture(ScalingPicture.svg(of: .made(workers: [])))
    #expect(empty.marks("g", class: "bar").isEmpty)
  }

  @Test func `the same report gives the same text`() {
    for report in Self.reports {
      #expect(ScalingPicture.svg(of: report) == ScalingPicture.svg(of: report))
    }
  }
}
