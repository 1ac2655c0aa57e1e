import Testing

@testable import Arithmetic

/// The fold over blocks of shards, over all row counts around the edges of blocks.
@Suite struct GradientProductTests {
  /// Folds `rows` rows and compares with the plain tree; also that no memory behind is touched.
  ///
  /// - Parameter pitch: of the inputs.
  private func check(
    rows: Int, rowsPerShard: Int, inputs: Int, outputs: Int, pitch: Int? = nil
  ) {
    let cut = ShardCut(rows: rows, rowsPerShard: rowsPerShard)
    let shape = PanelShape(rows: inputs, columns: outputs)
    let left = MarkedMatrix(
      rows: rows, columns: inputs, pitch: pitch ?? inputs + 2, seed: UInt64(rows * 3 + inputs))
    let residuals = MarkedMatrix(
      rows: rows, columns: outputs, pitch: shape.paddedColumns + 3, seed: UInt64(outputs + rows))
    for row in 0..<rows { residuals.matrix.row(row)[outputs..<shape.paddedColumns].fill(0) }
    let behind = 64
    let count = GradientProduct.workingCount(rows: rows, panelRows: inputs)
    let working = Buffer<Float>(repeating: .nan, count: count + behind)
    working.view[count..<count + behind].fill(MarkedMatrix.mark)
    let output = Buffer<Float>(repeating: MarkedMatrix.mark, count: shape.count + behind)
    let expected = Buffer<Float>(repeating: 0, count: shape.count)
    withExtendedLifetime((left, residuals, working, output, expected)) {
      GradientProduct.fold(
        left.matrix, residuals.matrix, cut: cut, shape: shape, into: output.view[0..<shape.count],
        working: working.view[0..<count])
      ReferenceProduct.fold(
        left.matrix, residuals.matrix, cut: cut, shape: shape, into: expected.view)
      #expect(
        bits(output.view[0..<shape.count]) == bits(expected.view),
        "\(rows) rows in shards of \(rowsPerShard), \(inputs) → \(outputs), pitch \(pitch ?? 0)")
      for (memory, end) in [(output.view, shape.count), (working.view, count)] {
        #expect(memory[end..<end + behind].array().allSatisfy { $0 == MarkedMatrix.mark })
      }
    }
  }

  @Test(
    arguments: [1, 3, 16, 48, 128, 129, 1000],
    [(inputs: 1, outputs: 1), (13, 20), (3, 70)])
  func `a fold over any number of rows equals the plain tree to the bit`(
    rowsPerShard: Int, shape: (inputs: Int, outputs: Int)
  ) {
    for rows in 1...300 {
      check(rows: rows, rowsPerShard: rowsPerShard, inputs: shape.inputs, outputs: shape.outputs)
    }
  }

  @Test(arguments: [1, 3, 16, 43, 48, 64, 65, 128, 129])
  func `a fold over many blocks equals the plain tree to the bit`(rowsPerShard: Int) {
    for rows in [511, 512, 513, 777, 1024, 1025, 1100] {
      check(rows: rows, rowsPerShard: rowsPerShard, inputs: 5, outputs: 33)
    }
  }

  @Test(arguments: [12, 13, 24, 25, 37])
  func `tiles of every height find the sums of their own rows`(inputs: Int) {
    for outputs in [15, 16, 32, 33, 97] {
      for (rows, rowsPerShard) in [(129, 16), (300, 48), (290, 3)] {
        check(rows: rows, rowsPerShard: rowsPerShard, inputs: inputs, outputs: outputs)
      }
    }
  }

  /// Columns of a panel that is computed transposed where the inputs' rows hold whole vectors, and not
  /// where their pitch is an element too short for that.
  @Test(arguments: 1...10, [1, 3, 16, 48, 64, 200])
  func `a panel with few columns equals the plain tree to the bit`(
    columns: Int, rowsPerShard: Int
  ) {
    for inputs in [99, 101, 112] {
      let whole = Vector.padded(inputs)
      for rows in [400, 513, 1025] {
        if columns < Vector.scalarCount {
          #expect(NarrowGradient.isFaster(columns: columns, rows: inputs, depth: rows))
        }
        for outputs in [columns, PanelShape.panelWidth + columns] {
          for pitch in Set([whole, whole + 3, max(inputs, whole - 1)]) {
            check(
              rows: rows, rowsPerShard: rowsPerShard, inputs: inputs, outputs: outputs,
              pitch: pitch)
          }
        }
      }
    }
  }

  /// Around the sizes from which it is used, and with one block.
  @Test(arguments: [1, 2, 5, 7])
  func `no number of inputs changes a bit of a panel with few columns`(columns: Int) {
    for inputs in 1...130 {
      for rows in [16, 100, 128, 300] {
        check(
          rows: rows, rowsPerShard: 16, inputs: inputs, outputs: columns,
          pitch: Vector.padded(inputs))
      }
    }
  }

  @Test func `the tree has other bits than a chain over all rows`() {
    let (rows, shape) = (200, PanelShape(rows: 3, columns: 5))
    let left = MarkedMatrix(rows: rows, columns: 3, pitch: 3, seed: 1)
    let residuals = MarkedMatrix(rows: rows, columns: 5, pitch: shape.paddedColumns, seed: 2)
    let results = [1, 16, 1000].map { rowsPerShard in
      let output = Buffer<Float>(repeating: 0, count: shape.count)
      return withExtendedLifetime((left, residuals, output)) {
        ReferenceProduct.fold(
          left.matrix, residuals.matrix, cut: ShardCut(rows: rows, rowsPerShard: rowsPerShard),
          shape: shape, into: output.view)
        return bits(output.view)
      }
    }
    #expect(Set(results).count == 3)
  }
}
