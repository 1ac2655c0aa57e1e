import Arithmetic
import Testing

/// Numbers of mixed size and sign, some of them zeros of both signs, from a small generator.
func numbers(_ count: Int, seed: UInt64) -> [Float] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { index in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    if state % 23 == 0 { return index % 2 == 0 ? 0 : -0.0 }
    let mantissa = Float(Int32(truncatingIfNeeded: state)) * 0x1p-31
    return mantissa * Float(sign: .plus, exponent: Int(state >> 40 & 15) - 8, significand: 1)
  }
}

/// A matrix of these numbers with room to spare in each row, filled with a mark.
struct MarkedMatrix {
  static let mark: Float = 12_345.5
  let owner: Buffer<Float>
  let matrix: RowMatrix

  init(rows: Int, columns: Int, pitch: Int, seed: UInt64) {
    owner = Buffer(repeating: Self.mark, count: rows * pitch)
    matrix = RowMatrix(owner.view, rows: rows, pitch: pitch)
    let values = numbers(rows * columns, seed: seed)
    for row in 0..<rows {
      for column in 0..<columns { matrix.row(row)[column] = values[row * columns + column] }
    }
  }
}

func panels(_ shape: PanelShape, seed: UInt64) -> Buffer<Float> {
  let buffer = Buffer<Float>(repeating: 0, count: shape.count)
  let values = numbers(shape.rows * shape.columns, seed: seed)
  for row in 0..<shape.rows {
    for column in 0..<shape.columns {
      buffer.view[shape.offset(row: row, column: column)] = values[row * shape.columns + column]
    }
  }
  return buffer
}

func bits(_ view: View<Float>) -> [UInt32] { view.array().map(\.bitPattern) }

@Suite struct MatrixProductTests {
  static let widths = [1, 2, 7, 15, 16, 17, 31, 32, 33, 47, 64, 70]

  @Test(arguments: widths)
  func `a product equals the plain loops to the bit`(columns: Int) {
    for rows in Array(1...27) + [48, 61] {
      for depth in [0, 1, 2, 5, 16, 33, 100] {
        for start in [MatrixProduct.Start.zero, .lastRow] {
          var stored = depth
          if case .lastRow = start { stored += 1 }
          let shape = PanelShape(rows: stored, columns: columns)
          let right = panels(shape, seed: UInt64(columns * 7 + depth))
          // Pitches that put rows at every alignment within a vector.
          let left = MarkedMatrix(
            rows: rows, columns: depth, pitch: depth + 3, seed: UInt64(rows + depth))
          let pitch = shape.paddedColumns + 5
          let output = MarkedMatrix(rows: rows + 1, columns: 0, pitch: pitch, seed: 1)
          let expected = MarkedMatrix(rows: rows + 1, columns: 0, pitch: pitch, seed: 1)
          MatrixProduct.multiply(
            left.matrix, by: right.view, shape: shape, from: start, into: output.matrix)
          ReferenceProduct.multiply(
            left.matrix, by: right.view, shape: shape, from: start, into: expected.matrix)
          for row in 0..<rows {
            #expect(
              bits(output.matrix.row(row)[0..<columns])
                == bits(expected.matrix.row(row)[0..<columns]),
              "\(rows)×\(depth)×\(columns), row \(row)")
            let beyond = output.matrix.row(row)[shape.paddedColumns..<pitch].array()
            #expect(beyond.allSatisfy { $0 == MarkedMatrix.mark })
          }
          #expect(output.matrix.row(rows).array().allSatisfy { $0 == MarkedMatrix.mark })
        }
      }
    }
  }

  @Test(arguments: widths)
  func `a folded gradient equals the plain tree to the bit`(columns: Int) {
    for (rows, rowsPerShard) in [
      (1, 16), (16, 16), (17, 16), (100, 16), (64, 8), (70, 10), (45, 3), (33, 1), (130, 1),
    ] {
      for inputs in [1, 3, 11, 12, 13, 25, 40] {
        let cut = ShardCut(rows: rows, rowsPerShard: rowsPerShard)
        let shape = PanelShape(rows: inputs, columns: columns)
        let left = MarkedMatrix(
          rows: rows, columns: inputs, pitch: inputs + 2, seed: UInt64(rows * 3 + inputs))
        let residuals = MarkedMatrix(
          rows: rows, columns: columns, pitch: shape.paddedColumns, seed: UInt64(columns))
        for row in 0..<rows {
          residuals.matrix.row(row)[columns..<shape.paddedColumns].fill(0)
        }
        let output = Buffer<Float>(repeating: 7, count: shape.count)
        let expected = Buffer<Float>(repeating: 0, count: shape.count)
        let working = Buffer<Float>(
          repeating: .nan, count: GradientProduct.workingCount(rows: rows, panelRows: inputs))
        GradientProduct.fold(
          left.matrix, residuals.matrix, cut: cut, shape: shape, into: output.view,
          working: working.view)
        ReferenceProduct.fold(
          left.matrix, residuals.matrix, cut: cut, shape: shape, into: expected.view)
        #expect(
          bits(output.view) == bits(expected.view),
          "\(rows) rows in shards of \(rowsPerShard), \(inputs) inputs, \(columns) outputs")
      }
    }
  }

  @Test
  func `a chain is fused and in ascending order`() {
    // (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴ if nothing is rounded in between, and 0 if the product is.
    let x: Float = 1 + 0x1p-12
    let shape = PanelShape(rows: 2, columns: 1)
    let right = panels(shape, seed: 0)
    right.view[shape.offset(row: 0, column: 0)] = x
    right.view[shape.offset(row: 1, column: 0)] = -(1 + 0x1p-11)
    let left = MarkedMatrix(rows: 1, columns: 1, pitch: 2, seed: 0)
    left.matrix.row(0)[0] = x
    let output = MarkedMatrix(rows: 1, columns: 0, pitch: shape.paddedColumns, seed: 0)
    MatrixProduct.multiply(
      left.matrix, by: right.view, shape: shape, from: .lastRow, into: output.matrix)
    #expect(output.matrix.row(0)[0] == 0x1p-24)
  }
}
