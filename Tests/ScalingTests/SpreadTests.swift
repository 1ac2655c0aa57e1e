import Scaling
import Testing

@Suite struct `Spread of measurements` {
  /// By NumPy 2.4.6: `np.percentile(values, [0, 25, 50, 75, 100])`.
  @Test(arguments: [
    ([3.5, 1.25, 9, 2, 7.75, 4, 1], [1, 1.625, 3.5, 5.875, 9]),
    ([3, 1, 2, 10], [1, 1.75, 2.5, 4.75, 10]),
    ([1, 2], [1, 1.25, 1.5, 1.75, 2]),
    ([2], [2, 2, 2, 2, 2]),
  ])
  func `quartiles are NumPy's`(values: [Double], quartiles: [Double]) throws {
    let spread = try #require(Spread(of: values))
    #expect(
      [
        spread.minimum, spread.lowerQuartile, spread.median, spread.upperQuartile, spread.maximum,
      ] == quartiles)
  }

  @Test func `the relative width is the middle half in medians`() throws {
    #expect(try #require(Spread(of: [1, 2, 3, 4, 5])).relativeWidth == 2.0 / 3)
    #expect(try #require(Spread(of: [7, 7, 7])).relativeWidth == 0)
  }

  @Test func `there is none of no values or of values that are no numbers`() {
    #expect(Spread(of: []) == nil)
    #expect(Spread(of: [1, .nan]) == nil)
    #expect(Spread(of: [.infinity, 1]) == nil)
  }
}
