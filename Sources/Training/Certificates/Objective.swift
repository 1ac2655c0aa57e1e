import Arithmetic
public import Learning

/// What training minimizes (rule 6), in its parts.
public struct Objective: Codable, Equatable, Sendable {
  /// Mean loss over the training rows.
  public let loss: Double
  /// λ₁ times the penalty's value, in its shape.
  public let penalty: Double
  /// ½·λ₂·Σw².
  public let l2: Double

  public var total: Double { loss + penalty + l2 }

  /// - Parameter strength: λ₂.
  public init(
    loss: Double, of parameters: Parameters, penalty: Penalty?,
    factors: PenaltyFactors = .uniform, l2 strength: Double = 0
  ) {
    self.loss = loss
    self.penalty = penalty.map { $0.value(of: parameters, factors: factors) } ?? 0
    l2 = strength == 0 ? 0 : 0.5 * strength * parameters.statistics().sumOfSquares
  }
}

extension Penalty {
  /// λ₁ times the value of the penalty:
  ///
  /// - l1: Σ factor·|w| over all weights;
  /// - group-inputs, group-units: Σ factor·√size·‖row‖₂ over the rows that are groups;
  /// - sparse-group: mix times the first plus 1 − mix times the second, over all rows;
  /// - hierarchical: Σ factor·‖θⱼ‖₂ over the rows of the skip connection; the bound on the first layer's
  ///   weights is a constraint and adds nothing;
  /// - 0 where zeros are frozen, which is a constraint as well.
  ///
  /// In binary64: a norm is one chain in ascending index, sums over weights in network order and over rows
  /// are fixed blocks and the tree (rule 9).
  func value(of parameters: Parameters, factors: PenaltyFactors) -> Double {
    guard method != .frozenZeros, strength > 0 else { return 0 }
    let layout = parameters.layout
    var terms: (weights: [Double], rows: [Double]) = ([], [])
    for layer in layout.layers.indices {
      let shape = layout.layers[layer]
      let weights = parameters.weights(ofLayer: layer)
      let groups = groups(ofLayer: layer, shape: shape)
      for row in 0..<shape.inputs {
        let own = weights[row * shape.outputs..<(row + 1) * shape.outputs]
        let factor = factors.factor(layer: layer, input: row, shape: shape)
        if weightShare > 0 {
          for weight in own { terms.weights.append(factor * Double(weight.magnitude)) }
        }
        guard rowShare > 0 else { continue }
        if shape.skipInputs > 0 && self.shape == .hierarchical {
          // The groups of the first layer go with these rows.
          let input = row - (shape.inputs - shape.skipInputs)
          guard input >= 0 else { continue }
          let first = factors.factor(layer: 0, input: input, shape: layout.layers[0])
          terms.rows.append(first * Self.norm(own))
        } else if self.shape != .hierarchical && groups.contains(row) {
          terms.rows.append(factor * rowWeight(shape) * Self.norm(own))
        }
      }
    }
    let weights = BlockSum.sum(count: terms.weights.count) { terms.weights[$0] }
    let rows = BlockSum.sum(count: terms.rows.count) { terms.rows[$0] }
    return strength * (weightShare * weights + rowShare * rows)
  }

  private static func norm(_ row: ArraySlice<Float>) -> Double {
    var sum = 0.0
    for weight in row { sum += Double(weight) * Double(weight) }
    return sum.squareRoot()
  }
}
