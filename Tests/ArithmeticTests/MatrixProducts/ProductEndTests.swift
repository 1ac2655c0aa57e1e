import Arithmetic
import Testing

/// What happens to an element between its chain and memory, against the same in plain code.
@Suite struct ProductEndTests {
  static let columns = [1, 15, 16, 17, 31, 33, 47, 64]
  static let depths = [1, 255, 256, 257, 600]

  /// Operands of a product, and its chains by the plain loops.
  struct Case {
    let shape: PanelShape
    let start: MatrixProduct.Start
    let left: MarkedMatrix
    let right: Buffer<Float>
    let gate: MarkedMatrix
    let chains: MarkedMatrix

    /// Among the rows are one of −0, one of 0 and, from the sixth on, ones with a NaN and infinities;
    /// column 0 is 1 and its bias −0, so that the chain of the first row ends at −0.
    init(rows: Int, depth: Int, columns: Int, pitch: Int? = nil, start: MatrixProduct.Start) {
      var stored = depth
      if case .lastRow = start { stored += 1 }
      let shape = PanelShape(rows: stored, columns: columns)
      right = panels(shape, seed: UInt64(columns * 1000 + depth))
      for row in 0..<stored { right.view[shape.offset(row: row, column: 0)] = 1 }
      if stored > depth { right.view[shape.offset(row: depth, column: 0)] = -0.0 }
      left = MarkedMatrix(
        rows: rows, columns: depth, pitch: pitch ?? depth + 3, seed: UInt64(rows + depth))
      left.matrix.row(0)[0..<depth].fill(-0.0)
      if rows > 2 { left.matrix.row(2)[0..<depth].fill(0) }
      for (row, value) in [(5, Float.nan), (7, .infinity), (8, -.infinity)] where row < rows {
        left.matrix.row(row)[depth / 2] = value
      }
      // Another pitch than the output's, and at every alignment.
      gate = MarkedMatrix(
        rows: rows + 1, columns: columns, pitch: shape.paddedColumns + 3, seed: UInt64(columns))
      for row in 0..<rows {
        for column in 0..<columns where (row + 2 * column) % 3 == 0 {
          gate.matrix.row(row)[column] = specialValues[(row * 7 + column) % specialValues.count]
        }
      }
      chains = MarkedMatrix(rows: rows, columns: 0, pitch: shape.paddedColumns, seed: 1)
      self.shape = shape
      self.start = start
      ReferenceProduct.multiply(
        left.matrix, by: right.view, shape: shape, from: start, into: chains.matrix)
    }

    func expected(_ row: Int, _ column: Int, _ end: MatrixProduct.End) -> Float {
      let chain = chains.matrix.row(row)[column]
      let decides: Float
      switch end {
      case .asIs: return chain
      case .rectified: decides = chain
      case .whereRectified(let source): decides = source.row(row)[column]
      }
      return decides > 0 || decides.isNaN ? chain : 0
    }

    /// Multiplies the first `rows` rows, and compares every element and what must stay untouched.
    func check(rows: Int, end: MatrixProduct.End) {
      let pitch = shape.paddedColumns + 5
      let output = MarkedMatrix(rows: rows + 1, columns: 0, pitch: pitch, seed: 1)
      withExtendedLifetime((self, output)) {
        MatrixProduct.multiply(
          left.matrix.firstRows(rows), by: right.view, shape: shape, from: start, end: end,
          into: output.matrix)
        var wrong: (row: Int, column: Int)?
        for row in 0..<rows {
          let found = output.matrix.row(row)
          for column in 0..<shape.columns
          where !areSame(found[column], expected(row, column, end)) { wrong = (row, column) }
          for column in shape.paddedColumns..<pitch where found[column] != MarkedMatrix.mark {
            wrong = (row, column)
          }
        }
        #expect(wrong == nil, "\(rows) of \(shape), \(start), \(end): at \(wrong ?? (-1, -1))")
        #expect(output.matrix.row(rows).array().allSatisfy { $0 == MarkedMatrix.mark })
      }
    }
  }

  @Test(arguments: columns, depths)
  func `an end does to every element what plain code does`(columns: Int, depth: Int) {
    for start in [MatrixProduct.Start.zero, .lastRow] {
      let made = Case(rows: 40, depth: depth, columns: columns, start: start)
      withExtendedLifetime(made) {
        for rows in 1...40 {
          for end in [.asIs, .rectified, .whereRectified(made.gate.matrix)] as [MatrixProduct.End] {
            made.check(rows: rows, end: end)
          }
        }
      }
    }
  }

  @Test(arguments: [(700, 790, 800), (601, 797, 797), (1500, 300, 304)])
  func `blocks of rows have the ends of their own rows`(rows: Int, depth: Int, pitch: Int) {
    let made = Case(rows: rows, depth: depth, columns: 33, pitch: pitch, start: .lastRow)
    withExtendedLifetime(made) {
      for end in [.asIs, .rectified, .whereRectified(made.gate.matrix)] as [MatrixProduct.End] {
        made.check(rows: rows, end: end)
      }
    }
  }

  @Test func `these operands reach every special case`() {
    let made = Case(rows: 40, depth: 255, columns: 33, start: .lastRow)
    let (chains, gates) = withExtendedLifetime(made) {
      (
        (0..<40).flatMap { made.chains.matrix.row($0)[0..<33].array() },
        (0..<40).flatMap { made.gate.matrix.row($0)[0..<33].array() }
      )
    }
    for values in [chains, gates] {
      #expect(values.contains { $0.isNaN })
      #expect(values.contains(.infinity) && values.contains(-.infinity))
      #expect(values.contains { $0 == 0 && $0.sign == .minus })
      #expect(values.contains { $0 > 0 && $0 < .infinity } && values.contains { $0 < 0 })
    }
    #expect(gates.contains { $0 == 0 && $0.sign == .plus })
    #expect(gates.contains { $0.isSubnormal })
  }
}
