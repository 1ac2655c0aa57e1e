public import Arithmetic

/// How far a point is from stationarity, on a worker's slice of the parameters: 0 exactly where no
/// direction lowers the objective to first order, which for convex objectives is the optimum.
///
/// With g = ∂loss/∂w + λ₂·w and λ the strength times the factors of layer and input, the residual of
///
/// - a weight without penalty is |g|, a bias's |∂loss/∂b|;
/// - a weight with L1 is max(0, |g| − λ) where w = 0 and |g + λ·sign(w)| elsewhere;
/// - a row of a group penalty that is all zero is max(0, ‖S(g, λ·mix)‖₂/√size − λ·(1 − mix)), S the
///   soft threshold and mix the share of L1 (0 for group lasso);
/// - a weight w of a row with one that is not is |g + λ·(1 − mix)·√size·w/‖row‖₂ + λ·mix·sign(w)|, and
///   where w = 0 max(0, |g| − λ·mix);
/// - a weight of a hierarchical penalty, or of its skip connection, is |w − P(w − g)|, P LassoNet's map
///   with a step of 1 (`RowMap.hierarchical`): the optimality conditions hold exactly where it is 0;
/// - a zero that is frozen is 0.
///
/// All but the map is computed in binary64.
public final class Stationarity: Sendable {
  private let layout: ParameterLayout
  private let penalty: Penalty?
  private let factors: PenaltyFactors
  private let parts: Buffer<SlicePart>
  private let groups: [ParameterSlice.LayerRows]
  private let map: ProximalStep

  public init(
    _ layout: ParameterLayout, penalty: Penalty?, factors: PenaltyFactors, slice: ParameterSlice
  ) {
    self.layout = layout
    self.penalty = penalty
    self.factors = factors
    parts = Buffer(
      copying: SlicePart.parts(of: slice, layout, penalty: penalty, factors: factors))
    groups = slice.groups
    map = ProximalStep(layout, penalty: penalty, factors: factors, slice: slice)
  }

  /// Takes the slice's residuals into those of the layers.
  ///
  /// - Parameters:
  ///   - gradient: of the smooth part at `values`.
  ///   - layers: one element per layer.
  public func measure(
    _ values: View<Float>, gradient: View<Float>, into layers: View<LayerResidual>
  ) {
    for index in parts.view.indices {
      let part = parts.view[index]
      guard part.treatment != .untilMap else { continue }
      let largest = largest(part, values, gradient)
      var found = LayerResidual()
      if part.treatment == .bias { found.biases = largest } else { found.weights = largest }
      layers[part.segment.layer].merge(found)
    }
    guard let penalty else { return }
    if penalty.shape == .hierarchical {
      map.residuals(values, gradient: gradient, into: layers)
    } else {
      for group in groups {
        for row in group.rows {
          var found = LayerResidual()
          found.weights = largest(layer: group.layer, row: row, penalty, values, gradient)
          layers[group.layer].merge(found)
        }
      }
    }
  }

  /// Of weights that are looked at one by one; padding is 0 and has no gradient.
  private func largest(_ part: SlicePart, _ values: View<Float>, _ gradient: View<Float>) -> Double
  {
    let isFrozen = part.treatment == .penalized && penalty?.method == .frozenZeros
    let strength =
      part.treatment == .penalized && !isFrozen
      ? (penalty?.strength ?? 0) * Double(part.factor) : 0
    var largest = 0.0
    for index in part.range {
      let residual = Self.residual(values[index], Double(gradient[index]), strength: strength)
      if isFrozen && values[index] == 0 { continue }
      largest = LayerResidual.larger(residual, largest)
    }
    return largest
  }

  /// Of a weight with an L1 penalty.
  @inline(__always)
  private static func residual(_ weight: Float, _ gradient: Double, strength: Double) -> Double {
    if weight == 0 { return gradient.isNaN ? gradient : max(0, gradient.magnitude - strength) }
    return (gradient + (weight < 0 ? -strength : strength)).magnitude
  }

  private func largest(
    layer: Int, row: Int, _ penalty: Penalty, _ values: View<Float>, _ gradient: View<Float>
  ) -> Double {
    let shape = layout.layers[layer]
    let strength = penalty.strength * factors.factor(layer: layer, input: row, shape: shape)
    let weightStrength = strength * penalty.weightShare
    let rowStrength = strength * penalty.rowShare * penalty.rowWeight(shape)
    var (squares, excess) = (0.0, 0.0)
    for column in 0..<shape.outputs {
      let index = shape.offset + shape.panels.offset(row: row, column: column)
      squares += Double(values[index]) * Double(values[index])
      let beyond = Self.residual(0, Double(gradient[index]), strength: weightStrength)
      excess += beyond * beyond
    }
    guard squares > 0 else {
      return LayerResidual.larger(excess.squareRoot() - rowStrength, 0)
        / Double(shape.outputs).squareRoot()
    }
    let pull = rowStrength / squares.squareRoot()
    var largest = 0.0
    for column in 0..<shape.outputs {
      let index = shape.offset + shape.panels.offset(row: row, column: column)
      largest = LayerResidual.larger(
        Self.residual(
          values[index], Double(gradient[index]) + pull * Double(values[index]),
          strength: weightStrength), largest)
    }
    return largest
  }
}
