import Testing

@testable import Learning

@Suite struct `Parameter slices` {
  private static let layouts = [([13], 3), ([40, 17, 9], 3), ([700, 130], 1)].map {
    widths, outputs in
    ParameterLayout(
      Network(
        inputs: widths[0], hidden: Array(widths.dropFirst()), outputs: outputs, activation: .relu,
        loss: .crossEntropy))
  }

  private static let penalties: [Penalty?] = [
    nil, Penalty(strength: 1, method: .proximal),
    Penalty(strength: 1, shape: .groupUnits, method: .proximal),
    Penalty(strength: 1, shape: .sparseGroup, method: .proximal),
  ]

  @Test(arguments: [[1, 1, 1], [1, 0.5], [0.3, 1, 0.1, 0.8], [1]] as [[Double]])
  func `slices of any speeds cover every parameter and every group once`(speeds: [Double]) {
    for layout in Self.layouts {
      for penalty in Self.penalties {
        let slices = ParameterSlice.cut(layout, speeds: speeds, penalty: penalty)
        let whole = ParameterSlice.cut(layout, into: 1, penalty: penalty)[0]
        #expect(slices.count == speeds.count)
        #expect(slices.flatMap(\.ranges).flatMap { Array($0) }.sorted() == Array(0..<layout.count))
        func rows(_ slices: [ParameterSlice]) -> [[Int]] {
          slices.flatMap(\.groups).flatMap { group in group.rows.map { [group.layer, $0] } }
            .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        }
        #expect(rows(slices) == rows([whole]))
      }
    }
  }

  @Test(arguments: [1.0, 0.5, 1.0 / 3, 7.0])
  func `equal speeds cut where whole numbers do`(speed: Double) {
    for layout in Self.layouts {
      for count in 1...40 {
        let speeds = Array(repeating: speed, count: count)
        let found = ParameterSlice.cut(layout, speeds: speeds, penalty: nil)
        let cuts = (0..<count).map { layout.blockBoundary(atOrBelow: layout.count * $0 / count) }
        #expect(found.map { $0.ranges[0].lowerBound } == cuts)
        for penalty in Self.penalties {
          #expect(
            ParameterSlice.cut(layout, speeds: speeds, penalty: penalty)
              == ParameterSlice.cut(layout, into: count, penalty: penalty))
        }
      }
    }
  }

  @Test func `slices are as large as speeds say`() {
    let layout = Self.layouts[2]
    let sizes = ParameterSlice.cut(layout, speeds: [1, 0.25, 0.75], penalty: nil).map {
      Double($0.ranges[0].count) / Double(layout.count)
    }
    for (size, expected) in zip(sizes, [0.5, 0.125, 0.375]) {
      #expect((size - expected).magnitude < 0.02)
    }
  }
}
