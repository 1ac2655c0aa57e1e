import Arithmetic

extension Workspace {
  /// Copies the rows `positions` of a minibatch, and their targets, into the workspace.
  func gather(_ positions: Range<Int>, of minibatch: Minibatch, from examples: Examples) {
    let features = layout.network.inputs
    let input = layers[0].input
    for (index, position) in positions.enumerated() {
      let row = Int(minibatch.order[position])
      input.row(index)[0..<features].copy(from: examples.inputs.row(row)[0..<features])
      targets[index] = examples.targets[row]
    }
  }

  /// Computes the logits of the rows in `input`, which end in the last layer's `residual`.
  ///
  /// - Parameters:
  ///   - input: `[rows, features]`, the workspace's own or a part of the data.
  ///   - positions: of the rows in the minibatch of `step`; dropout masks are a function of them.
  func forward(_ input: RowMatrix, parameters: Parameters, positions: Range<Int>, step: Int) {
    let network = layout.network
    let last = layers.count - 1
    var unitsBefore = 0
    for index in layers.indices {
      let (layer, shape) = (layers[index], layout.layers[index])
      let entering = index == 0 ? input : layer.input.firstRows(input.rows)
      MatrixProduct.multiply(
        entering, by: parameters.values[shape.parameters], shape: shape.panels, from: .lastRow,
        into: index == last ? layer.residual : layer.source)
      guard index < last else { break }
      let output = layers[index + 1].input
      if let dropout {
        drawMask(
          dropout, layer.mask, width: shape.outputs, unitsBefore: unitsBefore,
          positions: positions, step: step)
        unitsBefore += shape.outputs
      }
      let width = shape.panels.paddedColumns
      ActivationPass.forward(
        network.activation, source: layer.source, mask: dropout == nil ? nil : layer.mask,
        output: output, rows: input.rows, width: width)
      // Whole vectors were written: over the bias's 1, where it lies inside the last one.
      if width > shape.outputs {
        for row in 0..<input.rows { output.row(row)[shape.outputs] = 1 }
      }
    }
  }

  private func drawMask(
    _ dropout: Dropout, _ mask: RowMatrix, width: Int, unitsBefore: Int, positions: Range<Int>,
    step: Int
  ) {
    let hiddenUnits = layout.network.hidden.reduce(0, +)
    let stream = RandomStream(seed: dropout.seed, purpose: .dropout, major: UInt64(step))
    for (row, position) in positions.enumerated() {
      stream.fillKeepMask(
        mask.row(row)[0..<width], from: UInt64(position * hiddenUnits + unitsBefore),
        probability: 1 - dropout.rate, kept: dropout.scale)
    }
  }
}
