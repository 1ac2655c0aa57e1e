import Arithmetic

extension Workspace {
  /// Copies the rows `positions` of a minibatch, and their targets, into the workspace.
  func gather(_ positions: Range<Int>, of minibatch: Minibatch, from examples: Examples) {
    let features = layout.network.inputs
    let width = Vector.padded(features)
    let input = layers[0].input
    var index = 0
    for position in positions {
      let row = Int(minibatch.order[position])
      let (from, into) = (examples.inputs.row(row)[0..<width], input.row(index)[0..<width])
      var column = 0
      while column < width {
        into.setVector(from.vector(at: column), at: column)
        column &+= Vector.scalarCount
      }
      // Whole vectors were written: over the bias's 1, where it lies inside the last one.
      input.row(index)[features] = 1
      targets[index] = examples.targets[row]
      index += 1
    }
  }

  /// What the next minibatch has at `positions`, to be asked for during the first layer's product;
  /// nothing where that is unknown, or all data stay near anyway.
  func prefetch(_ positions: Range<Int>, of minibatch: Minibatch, from examples: Examples)
    -> RowPrefetch
  {
    guard examples.inputs.elements.count > Self.elementsThatStayNear else { return .nothing }
    let known = positions.clamped(to: minibatch.following.indices)
    guard !known.isEmpty else { return .nothing }
    let shape = layout.layers[0].panels
    prefetchState[0] = RowPrefetch.State(
      rows: minibatch.following[known], of: examples.inputs, columns: layout.network.inputs,
      calls: MatrixProduct.prefetchCalls(
        rows: positions.count, depth: layout.network.inputs, shape: shape))
    return RowPrefetch(prefetchState)
  }

  /// Eight megabytes: within the last cache of a server, from which rows come as fast as they are
  /// copied.
  private static var elementsThatStayNear: Int { 1 << 21 }

  /// Computes the logits of the rows in `input`, which end in the last layer's `residual`.
  ///
  /// - Parameters:
  ///   - input: `[rows, features]`, the workspace's own or a part of the data.
  ///   - positions: of the rows in the minibatch of `step`; dropout masks are a function of them.
  ///   - prefetch: rows to ask for meanwhile.
  func forward(
    _ input: RowMatrix, parameters: Parameters, positions: Range<Int>, step: Int,
    prefetch: RowPrefetch = .nothing
  ) {
    let network = layout.network
    let last = layers.count - 1
    let isFused = network.activation == .relu && dropout == nil
    var unitsBefore = 0
    for index in layers.indices {
      let (layer, shape) = (layers[index], layout.layers[index])
      let entering = index == 0 ? input : layer.input.firstRows(input.rows)
      MatrixProduct.multiply(
        entering, by: parameters.values[shape.parameters], shape: shape.panels, from: .lastRow,
        end: isFused && index < last ? .rectified : .asIs,
        prefetch: index == 0 ? prefetch : .nothing,
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
      if !isFused {
        ActivationPass.forward(
          network.activation, source: layer.source, mask: dropout == nil ? nil : layer.mask,
          output: output, rows: input.rows, width: width)
      }
      // Whole vectors were written: over what lies inside the last one, the bias's 1 or the inputs
      // that skip the hidden layers.
      let skip = layout.layers[index + 1].skipInputs
      if skip > 0 {
        let columns = shape.outputs..<shape.outputs + skip
        for row in 0..<input.rows {
          output.row(row)[columns].copy(from: input.row(row)[0..<skip])
        }
      }
      if width > shape.outputs {
        for row in 0..<input.rows { output.row(row)[shape.outputs + skip] = 1 }
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
