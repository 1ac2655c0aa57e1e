import Foundation
import Testing

@testable import Training

@Suite struct StrengthGridTests {
  @Test(arguments: [(0.2, 0.001, 40), (3.5, 0.5, 2), (1e-6, 1e-9, 100)])
  func `strengths fall from the largest to its part in even logarithms`(
    largest: Double, ratio: Double, count: Int
  ) {
    let grid = StrengthGrid.descending(from: largest, ratio: ratio, count: count)
    #expect(grid.count == count && grid.first == largest)
    for (index, strength) in grid.enumerated() {
      let expected = largest * pow(ratio, Double(index) / Double(count - 1))
      #expect(abs(strength / expected - 1) < 1e-13)
    }
  }
}
