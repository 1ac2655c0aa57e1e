import Testing

@testable import Training

@Suite struct TrainingProgressTests {
  /// What is left after epochs with these validation losses; the run ends where it stops early.
  static func progress(_ losses: [Double?], patience: Int?) -> (TrainingProgress, best: [Int]) {
    var progress = TrainingProgress()
    var best: [Int] = []
    for loss in losses where !progress.hasStoppedEarly {
      progress.epochLossSum = 5
      let (next, isBest) = progress.finishingEpoch(validationLoss: loss, patience: patience)
      progress = next
      if isBest { best.append(progress.finishedEpochs) }
    }
    return (progress, best)
  }

  @Test func `training stops after as many epochs without a better loss as there is patience`() {
    let (progress, best) = Self.progress([3, 2, 2, 2.5, 1], patience: 2)
    #expect(progress.hasStoppedEarly)
    #expect(progress.finishedEpochs == 4)
    #expect(best == [1, 2])
    #expect(progress.bestLoss == 2 && progress.bestEpoch == 2)
    #expect(progress.epochLossSum == 0)
  }

  @Test func `a better loss gives new patience`() {
    let (progress, best) = Self.progress([3, 4, 2, 4, 1, 4], patience: 2)
    #expect(!progress.hasStoppedEarly)
    #expect(best == [1, 3, 5])
  }

  @Test func `without patience or validation no epoch is best`() {
    for (loss, patience) in [(nil, 2), (1.0, nil), (nil, nil)] as [(Double?, Int?)] {
      let (progress, best) = Self.progress([loss, loss, loss], patience: patience)
      #expect(best.isEmpty && progress.bestLoss == nil && !progress.hasStoppedEarly)
      #expect(progress.finishedEpochs == 3)
    }
  }

  @Test(arguments: [Double.nan, .infinity])
  func `a validation loss that is no finite number is never the best`(loss: Double) {
    let (progress, best) = Self.progress([loss, 3, loss, 2], patience: 2)
    #expect(best == [2, 4])
    #expect(progress.bestLoss == 2)
    #expect(Self.progress([loss, loss, loss], patience: 2).0.finishedEpochs == 2)
  }
}
