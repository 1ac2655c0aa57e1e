import Testing
import Training

@Suite struct HeldOutRowsTests {
  @Test(arguments: [2, 3, 10, 57, 1000], [1e-9, 0.1, 0.25, 0.5, 0.99, 1 - 1e-9])
  func `every row is on one side, in the order of the file`(rows: Int, fraction: Double) {
    let (training, heldOut) = HeldOutRows.split(rows: rows, fraction: fraction, seed: 3)
    #expect((training + heldOut).sorted() == Array(0..<rows))
    #expect(training == training.sorted())
    #expect(heldOut == heldOut.sorted())
    #expect(!training.isEmpty && !heldOut.isEmpty)
    let exact = (fraction * Double(rows)).rounded(.up)
    #expect(heldOut.count == max(1, min(rows - 1, Int(exact))))
  }

  @Test func `the split is a function of the seed`() {
    let first = HeldOutRows.split(rows: 500, fraction: 0.2, seed: 1)
    let again = HeldOutRows.split(rows: 500, fraction: 0.2, seed: 1)
    let other = HeldOutRows.split(rows: 500, fraction: 0.2, seed: 2)
    #expect(first == again)
    #expect(first.heldOut != other.heldOut)
  }

  @Test func `a larger fraction holds out the same rows and more`() {
    let small = Set(HeldOutRows.split(rows: 300, fraction: 0.1, seed: 5).heldOut)
    let large = Set(HeldOutRows.split(rows: 300, fraction: 0.4, seed: 5).heldOut)
    #expect(small.isSubset(of: large))
  }

  @Test func `every row is held out about as often as any other`() {
    var counts = [Int](repeating: 0, count: 20)
    for seed in 0..<2000 {
      for row in HeldOutRows.split(rows: 20, fraction: 0.25, seed: UInt64(seed)).heldOut {
        counts[row] += 1
      }
    }
    // 2000 draws with probability ¼: 500, to five standard deviations.
    #expect(counts.allSatisfy { abs($0 - 500) <= 97 }, "\(counts)")
  }
}
