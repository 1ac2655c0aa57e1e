public import Arithmetic

/// A gradient step and the proximal map of any penalty, with one step for all parameters, on a worker's
/// slice of them.
public final class ProximalStep: Sendable {
  private let penalty: Penalty?
  private let parts: Buffer<SlicePart>
  private let rows: RowBlocks
  private let memory: Buffer<Float>
  private let room: Room

  /// `[weights of a row, lanes]`, of the layer and of the skip connection.
  private struct Room: BitwiseCopyable {
    let rows: View<Float>
    let skip: View<Float>
    let gradient: View<Float>
    /// A block of as many rows and columns as a vector has lanes.
    let block: View<Float>
  }

  public init(
    _ layout: ParameterLayout, penalty: Penalty?, factors: PenaltyFactors, slice: ParameterSlice
  ) {
    self.penalty = penalty
    parts = Buffer(
      copying: SlicePart.parts(of: slice, layout, penalty: penalty, factors: factors))
    rows = RowBlocks(layout, penalty: penalty, factors: factors, slice: slice)
    let (each, lanes) = (rows.mostElements, Vector.scalarCount)
    memory = Buffer(repeating: 0, count: 3 * each + lanes * lanes)
    let view = memory.view
    room = Room(
      rows: view[0..<each], skip: view[each..<2 * each], gradient: view[2 * each..<3 * each],
      block: view[3 * each..<view.count])
  }

  /// target = P(fma(−s, g, w)), P the proximal map of s times the penalty; the transposed copy of the
  /// slice as well.
  ///
  /// - Parameters:
  ///   - values: w.
  ///   - stepSize: s.
  public func apply(
    _ values: View<Float>, gradient: View<Float>, stepSize: Float, to target: Parameters
  ) {
    let new = target.values
    let step = Vector(repeating: -stepSize)
    let strength = Float((penalty?.strength ?? 0) * (penalty?.weightShare ?? 0))
    let isFrozen = penalty?.method == .frozenZeros
    for index in parts.view.indices {
      let part = parts.view[index]
      let range = part.range
      let isPenalized = part.treatment == .penalized
      let threshold = Vector(repeating: strength * part.factor * stepSize)
      var offset = range.lowerBound
      while offset < range.upperBound {
        let old = values.vector(at: offset)
        var value = old.addingProduct(step, gradient.vector(at: offset))
        if isPenalized {
          value =
            isFrozen
            ? value.replacing(with: Vector(), where: old .== 0)
            : SoftThreshold.apply(threshold, to: value)
        }
        new.setVector(value, at: offset)
        offset &+= Vector.scalarCount
      }
      if part.segment.isTransposed && part.treatment != .untilMap {
        target.transpose(part.segment, range: range)
      }
    }
    mapRows(target, stepSize: stepSize)
  }

  /// The map of whole rows, in place.
  private func mapRows(_ target: Parameters, stepSize: Float) {
    guard let penalty else { return }
    let lanes = Vector.scalarCount
    let values = target.values
    for index in rows.blocks.indices {
      let block = rows.blocks[index]
      let own = room.rows[0..<rows.layout.layers[block.layer].outputs * lanes]
      rows.gather(values, block, into: own)
      if penalty.shape == .hierarchical {
        let skipBlock = rows.skipBlock(of: block)
        let skip = room.skip[0..<rows.layout.layers[skipBlock.layer].outputs * lanes]
        rows.gather(values, skipBlock, into: skip)
        hierarchical(skip, own, index, penalty, stepSize: stepSize)
        rows.scatter(skip, skipBlock, room: room.block) { values.setVector($0, at: $1) }
      } else {
        if penalty.weightShare > 0 {
          let strength = Float(penalty.strength * penalty.weightShare)
          let threshold = rows.weightWeight(ofBlock: index) * strength * stepSize
          for start in stride(from: 0, to: own.count, by: lanes) {
            own.setVector(
              SoftThreshold.apply(threshold, to: own.vector(at: start)), at: start)
          }
        }
        RowMap.shrink(
          own, steps: RowSteps(stepSize),
          strength: rows.rowWeight(ofBlock: index) * Float(penalty.strength * penalty.rowShare))
      }
      rows.scatter(own, block, room: room.block) { values.setVector($0, at: $1) }
      rows.transpose(block, of: target)
    }
  }

  private func hierarchical(
    _ skip: View<Float>, _ weights: View<Float>, _ index: Int, _ penalty: Penalty,
    stepSize: Float
  ) {
    RowMap.hierarchical(
      skip: skip, skipSteps: RowSteps(stepSize), weights: weights,
      weightSteps: RowSteps(stepSize),
      strength: rows.rowWeight(ofBlock: index) * Float(penalty.strength),
      hierarchy: Float(penalty.hierarchy))
  }

  /// max |w − P(w − g)| over rows of a hierarchical penalty, with a step of 1.
  func residuals(
    _ values: View<Float>, gradient: View<Float>, into layers: View<LayerResidual>
  ) {
    guard let penalty else { return }
    let lanes = Vector.scalarCount
    for index in rows.blocks.indices {
      let block = rows.blocks[index]
      let skipBlock = rows.skipBlock(of: block)
      let own = room.rows[0..<rows.layout.layers[block.layer].outputs * lanes]
      let skip = room.skip[0..<rows.layout.layers[skipBlock.layer].outputs * lanes]
      for (target, source) in [(own, block), (skip, skipBlock)] {
        let slope = room.gradient[0..<target.count]
        rows.gather(values, source, into: target)
        rows.gather(gradient, source, into: slope)
        for start in stride(from: 0, to: target.count, by: lanes) {
          target.setVector(target.vector(at: start) - slope.vector(at: start), at: start)
        }
      }
      hierarchical(skip, own, index, penalty, stepSize: 1)
      for (mapped, source) in [(own, block), (skip, skipBlock)] {
        let old = room.gradient[0..<mapped.count]
        rows.gather(values, source, into: old)
        var found = LayerResidual()
        for index in old.indices where index % lanes < source.rows {
          found.weights = LayerResidual.larger(
            Double((old[index] - mapped[index]).magnitude), found.weights)
        }
        layers[source.layer].merge(found)
      }
    }
  }
}
