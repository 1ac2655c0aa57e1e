import Learning
import Reports
import Scaling
import Testing

@Suite struct `Prediction picture` {
  static let predictions: [ScalingPrediction] = [
    .made(workers: [1]), .made(workers: [1, 2]),
    .made(workers: [1, 2, 4, 8, 16, 32, 64, 128, 192]),
    .made(workers: Array(1...40), microseconds: 9_876_543),
    .made(
      workers: [1, 4], name: String(repeating: "a long <name> of a file & more/", count: 20),
      noise: [String(repeating: "another's work ", count: 30)]),
    .made(workers: [2, 3], microseconds: 0),
  ]

  @Test(arguments: predictions)
  func `it has a mark and a bar per row`(prediction: ScalingPrediction) throws {
    let picture = try ParsedPicture(PredictionPicture.svg(of: prediction))
    #expect(picture.marks("g", class: "bar").count == prediction.rows.count)
    let drawable = prediction.rows.count { $0.speedup > 0 }
    #expect(picture.marks("g", class: "point").count == drawable)
    #expect(picture.marks("text").contains { $0.text == "predicted" })
    #expect(!picture.marks("text").contains { $0.text == "measured" })
  }

  @Test(arguments: predictions)
  func `every mark lies inside the picture`(prediction: ScalingPrediction) throws {
    let picture = try ParsedPicture(PredictionPicture.svg(of: prediction))
    let size = try #require(picture.marks("svg")[0].attributes["viewBox"]).split(separator: " ")
      .map { try #require(Double($0)) }
    for mark in picture.marks {
      guard let box = try mark.box() else { continue }
      #expect(box.isInside(width: size[2], height: size[3]), "\(mark)")
    }
  }

  @Test(arguments: predictions)
  func `no text lies on another`(prediction: ScalingPrediction) throws {
    let texts = try ParsedPicture(PredictionPicture.svg(of: prediction)).marks("text")
    for (index, text) in texts.enumerated() {
      let box = try #require(try text.box())
      for other in texts[..<index] {
        #expect(!box.overlaps(try #require(try other.box())), "\(text.text) on \(other.text)")
      }
    }
  }

  @Test func `parts of a bar are shares of its step, and terms that are nothing have no legend`()
    throws
  {
    let picture = try ParsedPicture(PredictionPicture.svg(of: .made(workers: [1, 3])))
    let heights = try picture.marks("rect").filter { $0.path.count == 3 }
      .map { try $0.number("height") }
    // Computing and meetings; all of a bar is 284 high. One worker: 100 and 0 %; three: 80 and 20.
    let expected = [284, 0, 227.2, 56.8]
    #expect(heights.count == expected.count)
    #expect(zip(heights, expected).allSatisfy { abs($0 - $1) < 0.1 }, "\(heights)")
    let texts = picture.marks("text").map(\.text)
    #expect(texts.contains("meetings") && !texts.contains("fetch across"))
  }
}

extension ScalingPrediction {
  /// Steps of computing, with more than one worker a fifth of meetings.
  fileprivate static func made(
    workers: [Int], microseconds: Double = 1000, name: String = "machine.xml", noise: [String] = []
  ) -> ScalingPrediction {
    let rows = workers.map { count in
      var terms = StepTerms()
      terms.computing = microseconds / Double(count)
      if count > 1 { terms.meetings = terms.computing / 4 }
      let step = terms.microseconds
      let speedup = step > 0 ? microseconds / step : 0
      return PredictionRow(
        workers: count, participants: count, microsecondsPerStep: step,
        samplesPerSecond: step > 0 ? 256e6 / step : 0, speedup: speedup,
        efficiency: speedup / Double(count), terms: terms, limit: terms.limit)
    }
    return ScalingPrediction(
      machine: PredictedMachine(
        name: name, packages: 1, numaNodes: 2, lastCaches: 24, cores: 192, pus: 384),
      data: "made rows", widths: [784, 256, 10], activation: .relu, loss: .crossEntropy,
      rowsPerStep: 256, rowsPerShard: 16, rounds: 5, instructionSet: "AVX-512", rows: rows,
      assumptions: [],
      costs: StepCosts(
        computing: [ComputingCost(rows: 256, microseconds: microseconds)], updateMicroseconds: 0,
        orderNanosecondsPerRow: 0, exchange: .assumed,
        memory: MemoryCosts(
          secondCacheNanosecondsPerLine: 1, lastCacheNanosecondsPerLine: 2,
          memoryNanosecondsPerLine: 3, secondCacheBytes: nil, lastCacheBytes: nil,
          gigabytesPerSecondOfOne: 10, gigabytesPerSecondOfNode: 20, coresOfNode: 2),
        crowdedSpeed: 1, cores: 2), noise: noise)
  }
}
