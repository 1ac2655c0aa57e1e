public import Arithmetic

extension Workspace {
  /// Buffers, each as large as the parameters, that `gradients(of:)` needs beside its outputs for a
  /// subtree of `shards` shards of `cut` when `capacity` rows fit at a time.
  public static func scratchBuffers(shards: Int, capacity: Int, cut: ShardCut) -> Int {
    let most = mostShards(capacity: capacity, cut: cut)
    var (depth, remaining) = (0, shards)
    while remaining > most {
      remaining = ReductionTree.leftLeaves(of: remaining)
      depth += 1
    }
    return depth
  }

  /// Shards that fit at a time: all of a minibatch whose rows do, though the last one is short.
  private static func mostShards(capacity: Int, cut: ShardCut) -> Int {
    capacity >= cut.rows ? cut.shards : max(1, capacity / cut.rowsPerShard)
  }

  /// The gradients of the losses of some subtrees of shards, each summed along the reduction tree.
  ///
  /// Neighbouring subtrees go through the network together, as many rows at a time as fit.
  ///
  /// - Parameters:
  ///   - subtrees: in ascending order, each beginning where the one before ends.
  ///   - scratch: at least `scratchBuffers` arrays for the largest of them.
  ///   - shardLosses: the sum of each shard's losses is written here, in binary64.
  ///   - timer: of the worker.
  ///   - beforeRows: called before each group of rows; what it throws ends the work.
  public func gradients<Failure>(
    of subtrees: View<SubtreeSum>, in minibatch: Minibatch, examples: Examples,
    parameters: Parameters, scratch: View<View<Float>>, shardLosses: View<Double>,
    timer: PhaseTimer = .off, beforeRows: () throws(Failure) -> Void
  ) throws(Failure) {
    let pass = GradientPass(
      minibatch: minibatch, examples: examples, shardLosses: shardLosses, timer: timer,
      mostShards: Self.mostShards(capacity: capacity, cut: minibatch.cut))
    var next = 0
    while next < subtrees.count {
      let first = subtrees[next]
      guard first.shards.count <= pass.mostShards else {
        try largeSubtree(first, pass, parameters, scratch: scratch, beforeRows: beforeRows)
        next += 1
        continue
      }
      var end = next + 1
      while end < subtrees.count
        && subtrees[end].shards.upperBound - first.shards.lowerBound <= pass.mostShards
      {
        end += 1
      }
      try beforeRows()
      oneGroup(subtrees[next..<end], pass, parameters)
      next = end
    }
  }

  /// One subtree whose rows do not fit: its two halves, one after the other.
  private func largeSubtree<Failure>(
    _ subtree: SubtreeSum, _ pass: GradientPass, _ parameters: Parameters,
    scratch: View<View<Float>>, beforeRows: () throws(Failure) -> Void
  ) throws(Failure) {
    let shards = subtree.shards
    guard shards.count > pass.mostShards else {
      try beforeRows()
      single[0] = subtree
      oneGroup(single, pass, parameters)
      return
    }
    let middle = shards.lowerBound + ReductionTree.leftLeaves(of: shards.count)
    let (sum, other) = (subtree.sum, scratch[0])
    try largeSubtree(
      SubtreeSum(shards: shards.lowerBound..<middle, sum: sum), pass, parameters,
      scratch: scratch, beforeRows: beforeRows)
    try largeSubtree(
      SubtreeSum(shards: middle..<shards.upperBound, sum: other), pass, parameters,
      scratch: scratch[1..<scratch.count], beforeRows: beforeRows)
    for index in stride(from: 0, to: sum.count, by: Vector.scalarCount) {
      sum.setVector(sum.vector(at: index) + other.vector(at: index), at: index)
    }
    pass.timer.end(.weightGradient)
  }

  /// Forward, loss, backward and gradient of as many shards as fit.
  private func oneGroup(
    _ subtrees: View<SubtreeSum>, _ pass: GradientPass, _ parameters: Parameters
  ) {
    let network = layout.network
    let minibatch = pass.minibatch
    let shards = subtrees[0].shards.lowerBound..<subtrees[subtrees.count - 1].shards.upperBound
    let positions = minibatch.cut.rows(ofShards: shards)
    let rows = positions.count
    gather(positions, of: minibatch, from: pass.examples)
    pass.timer.end(.gather)
    forward(
      layers[0].input.firstRows(rows), parameters: parameters, positions: positions,
      step: minibatch.step, prefetch: prefetch(positions, of: minibatch, from: pass.examples))
    let last = layers.count - 1
    LossPass.residuals(
      network.loss, logits: layers[last].residual, rows: rows, outputs: network.outputs,
      targets: targets, losses: losses, scratch: scratch, block: block)
    for shard in shards {
      var sum = 0.0
      for row in minibatch.cut.rows(ofShards: shard..<shard + 1) {
        sum += Double(losses[row - positions.lowerBound])
      }
      pass.shardLosses[shard] = sum
    }
    pass.timer.end(.forward)
    for index in layers.indices.reversed() {
      weightGradient(subtrees, minibatch.cut, layer: index)
      pass.timer.end(.weightGradient)
      guard index > 0 else { break }
      backward(from: index, rows: rows, parameters: parameters)
      pass.timer.end(.backward)
    }
  }

  private func weightGradient(_ subtrees: View<SubtreeSum>, _ cut: ShardCut, layer index: Int) {
    let (layer, shape) = (layers[index], layout.layers[index])
    let firstRow = cut.rows(ofShards: subtrees[0].shards).lowerBound
    for subtree in subtrees.indices {
      let rows = cut.rows(ofShards: subtrees[subtree].shards)
      let own = rows.lowerBound - firstRow..<rows.upperBound - firstRow
      GradientProduct.fold(
        layer.input.rows(own), layer.residual.rows(own),
        cut: ShardCut(rows: own.count, rowsPerShard: cut.rowsPerShard), shape: shape.panels,
        into: subtrees[subtree].sum[shape.parameters], working: working)
    }
  }

  /// ∂loss/∂logit of the layer below `index`.
  private func backward(from index: Int, rows: Int, parameters: Parameters) {
    let network = layout.network
    let (layer, shape) = (layers[index], layout.layers[index])
    let below = layers[index - 1]
    let isFused = network.activation == .relu && dropout == nil
    MatrixProduct.multiply(
      layer.residual.firstRows(rows), by: parameters.transposed[shape.transposedParameters],
      shape: shape.transposed, from: .zero,
      end: isFused ? .whereRectified(below.source) : .asIs, into: below.residual)
    if !isFused {
      ActivationPass.backward(
        network.activation, source: below.source, mask: dropout == nil ? nil : below.mask,
        residual: below.residual, rows: rows, width: shape.transposed.paddedColumns)
    }
    // Where the padding would be, the sources hold inputs: of any size, also too large to multiply.
    if shape.skipInputs > 0 {
      let padding = shape.transposed.columns..<shape.transposed.paddedColumns
      for row in 0..<rows { below.residual.row(row)[padding].fill(0) }
    }
  }
}

/// What stays the same while a worker computes its gradients of a minibatch.
private struct GradientPass {
  let minibatch: Minibatch
  let examples: Examples
  let shardLosses: View<Double>
  let timer: PhaseTimer
  /// Shards that fit at a time.
  let mostShards: Int
}
