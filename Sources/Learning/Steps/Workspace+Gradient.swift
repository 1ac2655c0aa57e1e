public import Arithmetic

extension Workspace {
  /// Buffers, each as large as the parameters, that `gradient(of:)` needs beside its output for a
  /// subtree of `shards` shards when `capacity` rows fit at a time.
  public static func scratchBuffers(shards: Int, capacity: Int, rowsPerShard: Int) -> Int {
    var (depth, remaining) = (0, shards)
    while remaining > max(1, capacity / rowsPerShard) {
      remaining = ReductionTree.leftLeaves(of: remaining)
      depth += 1
    }
    return depth
  }

  /// The gradient of the losses of one subtree of shards, summed along the reduction tree.
  ///
  /// - Parameters:
  ///   - subtree: the shards, a node of the tree over the minibatch's shards.
  ///   - output: as long as the parameters; overwritten.
  ///   - scratch: at least `scratchBuffers` such arrays.
  ///   - shardLosses: the sum of each shard's losses is written here, in binary64.
  ///   - timer: of the worker.
  ///   - beforeRows: called before each group of rows; what it throws ends the work.
  public func gradient<Failure>(
    of subtree: Range<Int>, in minibatch: Minibatch, examples: Examples, parameters: Parameters,
    into output: View<Float>, scratch: ArraySlice<View<Float>>, shardLosses: View<Double>,
    timer: PhaseTimer = .off, beforeRows: () throws(Failure) -> Void
  ) throws(Failure) {
    if subtree.count <= max(1, capacity / minibatch.cut.rowsPerShard) {
      try beforeRows()
      oneGroup(
        of: subtree, in: minibatch, examples: examples, parameters: parameters, into: output,
        shardLosses: shardLosses, timer: timer)
      return
    }
    guard let other = scratch.first else { preconditionFailure("Workspace: scratch is missing") }
    let middle = subtree.lowerBound + ReductionTree.leftLeaves(of: subtree.count)
    try gradient(
      of: subtree.lowerBound..<middle, in: minibatch, examples: examples, parameters: parameters,
      into: output, scratch: scratch, shardLosses: shardLosses, timer: timer,
      beforeRows: beforeRows)
    try gradient(
      of: middle..<subtree.upperBound, in: minibatch, examples: examples, parameters: parameters,
      into: other, scratch: scratch.dropFirst(), shardLosses: shardLosses, timer: timer,
      beforeRows: beforeRows)
    for index in stride(from: 0, to: output.count, by: Vector.scalarCount) {
      output.setVector(output.vector(at: index) + other.vector(at: index), at: index)
    }
    timer.end(.weightGradient)
  }

  /// Forward, loss, backward and gradient of as many shards as fit.
  private func oneGroup(
    of shards: Range<Int>, in minibatch: Minibatch, examples: Examples, parameters: Parameters,
    into output: View<Float>, shardLosses: View<Double>, timer: PhaseTimer
  ) {
    let network = layout.network
    let positions = minibatch.cut.rows(ofShards: shards)
    let rows = positions.count
    gather(positions, of: minibatch, from: examples)
    timer.end(.gather)
    forward(
      layers[0].input.firstRows(rows), parameters: parameters, positions: positions,
      step: minibatch.step)
    let last = layers.count - 1
    LossPass.residuals(
      network.loss, logits: layers[last].residual, rows: rows, outputs: network.outputs,
      targets: targets, losses: losses, scratch: self.scratch)
    for shard in shards {
      var sum = 0.0
      for row in minibatch.cut.rows(ofShards: shard..<shard + 1) {
        sum += Double(losses[row - positions.lowerBound])
      }
      shardLosses[shard] = sum
    }
    timer.end(.forward)
    let cut = ShardCut(rows: rows, rowsPerShard: minibatch.cut.rowsPerShard)
    for index in layers.indices.reversed() {
      let (layer, shape) = (layers[index], layout.layers[index])
      GradientProduct.fold(
        layer.input, layer.residual, cut: cut, shape: shape.panels,
        into: output[shape.parameters], stack: stack)
      timer.end(.weightGradient)
      guard index > 0 else { break }
      let below = layers[index - 1]
      MatrixProduct.multiply(
        layer.residual.firstRows(rows),
        by: parameters.transposed[shape.transposedParameters], shape: shape.transposed,
        from: .zero, into: below.residual)
      ActivationPass.backward(
        network.activation, source: below.source, mask: dropout == nil ? nil : below.mask,
        residual: below.residual, rows: rows, width: shape.transposed.paddedColumns)
      timer.end(.backward)
    }
  }
}
