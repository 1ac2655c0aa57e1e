import Testing

@testable import Training

@Suite struct StrengthChoiceTests {
  static func score(
    _ l1: Double, _ loss: Double, _ error: Double, refit: (Double, Double)? = nil
  ) -> FoldScore {
    FoldScore(
      l1: l1, penalized: HeldOutMetric(loss: loss, standardError: error, accuracy: nil),
      refit: refit.map { HeldOutMetric(loss: $0.0, standardError: $0.1, accuracy: nil) })
  }

  @Test func `the one-standard-error choice is the largest strength within it`() {
    let scores = [
      Self.score(0.4, 0.9, 0.1), Self.score(0.3, 0.59, 0.1), Self.score(0.2, 0.55, 0.1),
      Self.score(0.1, 0.5, 0.1), Self.score(0.05, 0.52, 0.1),
    ]
    let choices = FoldScore.choices(scores)
    #expect(choices.minimum == StrengthChoice(index: 3, isRefit: false))
    #expect(choices.oneStandardError == StrengthChoice(index: 1, isRefit: false))
    // The order of the points says nothing.
    let reversed = FoldScore.choices(scores.reversed())
    #expect(reversed.minimum.index == 1 && reversed.oneStandardError.index == 3)
  }

  @Test func `refits are candidates, and the better model at a strength is taken`() {
    let choices = FoldScore.choices([
      Self.score(0.4, 0.9, 0.1, refit: (0.41, 0.02)), Self.score(0.3, 0.7, 0.1, refit: (0.6, 0.02)),
      Self.score(0.2, 0.5, 0.1, refit: (0.4, 0.02)),
    ])
    #expect(choices.minimum == StrengthChoice(index: 2, isRefit: true))
    #expect(choices.oneStandardError == StrengthChoice(index: 0, isRefit: true))
  }

  @Test func `equal losses go to the larger strength, infinite ones to nobody`() {
    let choices = FoldScore.choices([
      Self.score(0.1, 0.5, 0), Self.score(0.2, 0.5, 0), Self.score(0.3, .infinity, 0),
    ])
    #expect(choices.minimum.index == 1 && choices.oneStandardError.index == 1)
  }

  @Test func `mean and standard error weight folds by their rows`() {
    let folds = [(1.0, 3), (2.0, 1)].map {
      Evaluation(rows: $0.1, loss: $0.0, accuracy: nil, r2: nil)
    }
    let metric = HeldOutMetric(folds)
    // (3·1 + 1·2)/4; √((¾·¼² + ¼·¾²)/1).
    #expect(metric.loss == 1.25)
    #expect(abs(metric.standardError - 0.1875.squareRoot()) < 1e-15)
    #expect(metric.accuracy == nil)
  }
}
