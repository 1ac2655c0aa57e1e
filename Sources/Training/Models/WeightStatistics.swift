import Arithmetic
public import Learning

/// What is known about the weights of a layer, or of a network; biases are not counted.
public struct WeightStatistics: Equatable, Sendable {
  public internal(set) var weights = 0
  public internal(set) var nonzero = 0
  /// Σ|w|.
  public internal(set) var sumOfMagnitudes = 0.0
  /// Σw².
  public internal(set) var sumOfSquares = 0.0
  public internal(set) var largestMagnitude = 0.0

  public var zeros: Int { weights - nonzero }
}

extension Parameters {
  /// The weights of a layer, in network order.
  public func weights(ofLayer layer: Int) -> [Float] {
    let shape = layout.layers[layer]
    return (0..<shape.inputs * shape.outputs).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: shape.outputs)
      return values[shape.offset + shape.panels.offset(row: row, column: column)]
    }
  }

  /// The biases of a layer.
  public func biases(ofLayer layer: Int) -> [Float] {
    let shape = layout.layers[layer]
    return (0..<shape.outputs).map { column in
      values[shape.offset + shape.panels.offset(row: shape.inputs, column: column)]
    }
  }

  /// Sums over the weights of a layer by rule 9: blocks in network order, in binary64.
  public func statistics(ofLayer layer: Int) -> WeightStatistics {
    statistics(weights(ofLayer: layer))
  }

  /// Sums over all weights of the network by rule 9.
  public func statistics() -> WeightStatistics {
    statistics(layout.layers.indices.flatMap { weights(ofLayer: $0) })
  }

  private func statistics(_ weights: [Float]) -> WeightStatistics {
    var statistics = WeightStatistics()
    statistics.weights = weights.count
    statistics.nonzero = weights.count { $0 != 0 }
    statistics.largestMagnitude = Double(weights.map(\.magnitude).max() ?? 0)
    statistics.sumOfMagnitudes = BlockSum.sum(count: weights.count) {
      Double(weights[$0].magnitude)
    }
    statistics.sumOfSquares = BlockSum.sum(count: weights.count) {
      Double(weights[$0]) * Double(weights[$0])
    }
    return statistics
  }
}
