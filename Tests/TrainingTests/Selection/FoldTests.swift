import Testing

@testable import Training

@Suite struct FoldTests {
  @Test(arguments: [(10, 2), (38, 38), (101, 10), (7, 3)])
  func `folds hold every row once and differ by at most one row`(rows: Int, count: Int) {
    let folds = Folds.deal(rows: rows, classes: nil, count: count, seed: 3)
    #expect(folds.count == count)
    #expect(folds.flatMap(\.self).sorted() == Array(0..<rows))
    let sizes = folds.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect(folds.allSatisfy { $0 == $0.sorted() })
  }

  @Test func `each fold has as many of a class as can be dealt evenly`() {
    let classes = (0..<90).map { $0 % 9 == 0 ? 1 : 0 }
    for fold in Folds.deal(rows: 90, classes: classes, count: 5, seed: 1) {
      #expect(fold.count == 18)
      #expect(fold.count { classes[$0] == 1 } == 2)
    }
  }

  @Test func `another seed deals otherwise, the same seed alike`() {
    let first = Folds.deal(rows: 60, classes: nil, count: 4, seed: 1)
    #expect(first == Folds.deal(rows: 60, classes: nil, count: 4, seed: 1))
    #expect(first != Folds.deal(rows: 60, classes: nil, count: 4, seed: 2))
  }

  @Test func `a half-sample leaves out the other half`() {
    for rows in [4, 9, 100] {
      let left = Folds.halfSample(rows: rows, classes: nil, index: 0, seed: 5)
      #expect(left.count == rows - rows / 2 && Set(left).count == left.count)
      #expect(left.allSatisfy { (0..<rows).contains($0) })
    }
    #expect(
      Folds.halfSample(rows: 50, classes: nil, index: 0, seed: 5)
        != Folds.halfSample(rows: 50, classes: nil, index: 1, seed: 5)
    )
  }

  @Test func `a half-sample has half of every class`() {
    let classes = (0..<41).map { $0 < 3 ? 1 : 0 }
    for index in 0..<20 {
      let left = Set(Folds.halfSample(rows: 41, classes: classes, index: index, seed: 5))
      let kept = (0..<41).filter { !left.contains($0) }
      #expect(kept.contains { classes[$0] == 1 } && left.contains { classes[$0] == 1 })
    }
  }
}
