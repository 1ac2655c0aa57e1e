import Arithmetic
import Testing

@Suite struct BlockTranspositionTests {
  @Test(arguments: 1...Vector.scalarCount)
  func `a block of any size is transposed, with zeros behind its rows`(rows: Int) {
    let lanes = Vector.scalarCount
    for columns in 1...lanes {
      for (sourceStride, targetStride) in [(lanes, lanes), (lanes + 3, lanes + 5), (70, 33)] {
        let source = Buffer<Float>(
          copying: (0..<(rows - 1) * sourceStride + lanes).map { Float($0 + 1) })
        // Room for as many rows as there are lanes: those beyond `columns` must stay as they are.
        let mark: Float = -7
        let target = Buffer<Float>(repeating: mark, count: lanes * targetStride)
        withExtendedLifetime((source, target)) {
          BlockTransposition.copy(
            source.view, sourceStride: sourceStride, rows: rows, into: target.view,
            targetStride: targetStride, columns: columns)
          var expected = [Float](repeating: mark, count: lanes * targetStride)
          for column in 0..<columns {
            for row in 0..<lanes {
              expected[column * targetStride + row] =
                row < rows ? source.view[row * sourceStride + column] : 0
            }
          }
          #expect(
            bits(target.view) == expected.map(\.bitPattern),
            "\(rows) × \(columns), \(sourceStride) and \(targetStride) apart")
        }
      }
    }
  }

  /// Few rows and few columns have ways of their own.
  @Test func `special values keep their bits`() {
    let lanes = Vector.scalarCount
    for rows in 1...lanes {
      for columns in 1...lanes {
        let source = Buffer<Float>(
          copying: (0..<lanes * lanes).map { specialValues[$0 % specialValues.count] })
        let target = Buffer<Float>(repeating: 5, count: lanes * lanes)
        withExtendedLifetime((source, target)) {
          BlockTransposition.copy(
            source.view, sourceStride: lanes, rows: rows, into: target.view, targetStride: lanes,
            columns: columns)
          let found = bits(target.view)
          for column in 0..<columns {
            #expect(
              found[column * lanes..<column * lanes + rows].elementsEqual(
                (0..<rows).map { source.view[$0 * lanes + column].bitPattern }),
              "\(rows) × \(columns), column \(column)")
          }
        }
      }
    }
  }
}
