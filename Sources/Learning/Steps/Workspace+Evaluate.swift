public import Arithmetic

extension Workspace {
  /// Computes what the network says of rows of the data: probabilities of the classes for
  /// cross-entropy, the last class's probability for logistic, the output otherwise.
  ///
  /// - Parameters:
  ///   - rows: at most `capacity` rows of `inputs`.
  ///   - output: `[rows, outputs]`, the first columns of each row are written.
  ///   - classes: for each row the class that is predicted; untouched for numbers.
  public func predict(
    _ rows: Range<Int>, of inputs: RowMatrix, parameters: Parameters, into output: RowMatrix,
    classes: View<Int32>
  ) {
    predict(
      from: logits(of: inputs.rows(rows), parameters: parameters), rows: rows.count, into: output,
      classes: classes)
  }

  /// Sums over `rows`, a block of rule 9: chains in ascending row, in binary64.
  public func measure(_ rows: Range<Int>, of examples: Examples, parameters: Parameters)
    -> EvaluationSums
  {
    measure(
      logits(of: examples.inputs.rows(rows), parameters: parameters), rows: rows,
      targets: examples.targets)
  }

  /// The logits of rows of the data, in this workspace's memory.
  func logits(of rows: RowMatrix, parameters: Parameters) -> RowMatrix {
    precondition(dropout == nil, "Workspace: evaluation knows no dropout")
    forward(rows, parameters: parameters, positions: 0..<0, step: 0)
    return layers[layers.count - 1].residual
  }

  /// What `logits`, which are overwritten, say of `rows` rows.
  func predict(
    from logits: RowMatrix, rows: Int, into output: RowMatrix, classes: View<Int32>
  ) {
    let outputs = layout.network.outputs
    for row in 0..<rows {
      let from = logits.row(row)
      if let decision = layout.network.loss.decision(from, outputs: outputs) {
        classes[row] = Int32(decision)
      }
      switch layout.network.loss {
      case .crossEntropy, .articleSquared:
        _ = SoftmaxCrossEntropy.probabilities(logits: from, outputs: outputs)
      case .logistic:
        from.setVector(ElementFunction.sigmoid(from.vector(at: 0)), at: 0)
      case .squared, .huber: break
      }
      output.row(row)[0..<outputs].copy(from: from[0..<outputs])
    }
  }

  /// Sums over `rows` from their `logits`, which are overwritten.
  func measure(_ logits: RowMatrix, rows: Range<Int>, targets rowTargets: View<Float>)
    -> EvaluationSums
  {
    let network = layout.network
    var sums = EvaluationSums()
    for (index, row) in rows.enumerated() {
      let target = rowTargets[row]
      targets[index] = target
      let output = logits.row(index)
      if let decision = network.loss.decision(output, outputs: network.outputs) {
        sums.correct += Float(decision) == target ? 1 : 0
      } else {
        let error = Double(output[0]) - Double(target)
        sums.squaredError += error * error
      }
    }
    LossPass.residuals(
      network.loss, logits: logits, rows: rows.count, outputs: network.outputs, targets: targets,
      losses: losses, scratch: scratch, block: block)
    for index in 0..<rows.count { sums.loss += Double(losses[index]) }
    return sums
  }
}
