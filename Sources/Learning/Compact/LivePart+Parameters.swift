extension LivePart {
  /// Of parameters of the whole network those of the part, both in network order.
  public func reduced(_ values: [Float]) -> [Float] {
    var part: [Float] = []
    part.reserveCapacity(network.parameters)
    forEachParameter(of: values) { part.append(values[$0]) }
    return part
  }

  /// The whole network's parameters with those of the part in their places, all in network order: the
  /// way back from `reduced`.
  ///
  /// What training with frozen zeros does to a living part it does to the whole network: dead weights
  /// reach no loss, their gradients are zero, and no zero comes back. So a refit may train the part
  /// alone, on `inputs` of the columns. (The signs of zeros may differ, and dropout draws other
  /// masks, since those are a function of a unit's index.)
  ///
  /// - Parameter whole: what the parameters outside the part are.
  public func expanded(_ part: [Float], over whole: [Float]) -> [Float] {
    precondition(part.count == network.parameters, "LivePart: wrong number of parameters")
    var values = whole
    var next = 0
    forEachParameter(of: whole) { index in
      values[index] = part[next]
      next += 1
    }
    return values
  }

  /// Calls `body` with the place in the whole network of each parameter of the part, in network order.
  private func forEachParameter(of values: [Float], _ body: (Int) -> Void) {
    precondition(values.count == whole.parameters, "LivePart: wrong number of parameters")
    var offset = 0
    for (layer, shape) in whole.layerShapes.enumerated() {
      let isLast = layer == whole.layers - 1
      var rows = layer == 0 ? inputs : units[layer - 1]
      if isLast && whole.hasSkip { rows += inputs.map { shape.inputs - whole.inputs + $0 } }
      let columns = isLast ? Array(0..<shape.outputs) : units[layer]
      for row in rows + [shape.inputs] {
        for column in columns { body(offset + row * shape.outputs + column) }
      }
      offset += (shape.inputs + 1) * shape.outputs
    }
  }
}
