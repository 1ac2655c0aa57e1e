import Arithmetic

/// The last part of an update where the penalty looks at rows as a whole: the proximal map, and what the
/// optimizer makes of it. `ParameterUpdate` has left the points where the map is taken in the weights.
final class RowUpdate: Sendable {
  private let parameters: Parameters
  private let state: OptimizerState
  private let rule: UpdateRule
  private let blocks: RowBlocks
  private let memory: Buffer<Float>
  private let room: Room

  /// Working memory: `[weights of a row, lanes]` for rows and their steps, of the layer and of the skip
  /// connection.
  private struct Room: BitwiseCopyable {
    let rows: View<Float>
    let steps: View<Float>
    let skip: View<Float>
    let skipSteps: View<Float>
    /// A block of as many rows and columns as a vector has lanes.
    let block: View<Float>
  }

  /// - Parameter slice: of one worker.
  init(
    _ parameters: Parameters, state: OptimizerState, rule: UpdateRule, factors: PenaltyFactors,
    slice: ParameterSlice
  ) {
    let lanes = Vector.scalarCount
    self.parameters = parameters
    self.state = state
    self.rule = rule
    blocks = RowBlocks(
      parameters.layout, penalty: rule.penalty, factors: factors, slice: slice)
    let each = blocks.mostElements
    memory = Buffer(repeating: 0, count: 4 * each + lanes * lanes)
    let view = memory.view
    room = Room(
      rows: view[0..<each], steps: view[each..<2 * each], skip: view[2 * each..<3 * each],
      skipSteps: view[3 * each..<4 * each], block: view[4 * each..<view.count])
  }

  /// - Returns: the first layer with a weight that is not finite; nil if all are.
  func apply(_ scalars: StepScalars) -> Int? {
    guard blocks.blocks.count > 0 else { return nil }
    return switch rule.optimizer {
    case .sgd: run(SGDRule(scalars), scalars)
    case .momentum: run(MomentumRule(scalars), scalars)
    case .nesterov: run(NesterovRule(scalars), scalars)
    case .adam, .adamw: run(AdamRule(scalars), scalars)
    case .ftrl: run(FTRLRule(scalars), scalars)
    }
  }

  @inline(never)
  private func run<O: OptimizerRule>(_ optimizer: O, _ scalars: StepScalars) -> Int? {
    guard let penalty = rule.penalty else { return nil }
    let hasMetric = O.hasMetric && penalty.method == .proximal
    let lanes = Vector.scalarCount
    let isHierarchical = penalty.shape == .hierarchical
    let last = parameters.layout.layers.count - 1
    var failed: Int?
    for index in blocks.blocks.indices {
      let block = blocks.blocks[index]
      let shape = parameters.layout.layers[block.layer]
      let rows = room.rows[0..<shape.outputs * lanes]
      let strength = blocks.rowWeight(ofBlock: index) * scalars.row
      let steps = load(optimizer, block, scalars, hasMetric, rows, room.steps)
      if isHierarchical {
        let skipBlock = blocks.skipBlock(of: block)
        let skip = room.skip[0..<parameters.layout.layers[last].outputs * lanes]
        let skipSteps = load(optimizer, skipBlock, scalars, hasMetric, skip, room.skipSteps)
        RowMap.hierarchical(
          skip: skip, skipSteps: skipSteps, weights: rows, weightSteps: steps, strength: strength,
          hierarchy: Float(penalty.hierarchy))
        if !store(optimizer, skipBlock, skip) { failed = min(failed ?? last, last) }
      } else {
        if penalty.weightShare > 0 {
          let weight = blocks.weightWeight(ofBlock: index) * scalars.l1
          for column in 0..<shape.outputs {
            let value = rows.vector(at: column * lanes)
            rows.setVector(
              SoftThreshold.apply(weight * steps[column], to: value), at: column * lanes)
          }
        }
        RowMap.shrink(rows, steps: steps, strength: strength)
      }
      if !store(optimizer, block, rows) { failed = min(failed ?? block.layer, block.layer) }
    }
    return failed
  }

  /// Brings the rows of a block side by side, and their steps.
  @inline(__always)
  private func load<O: OptimizerRule>(
    _ optimizer: O, _ block: RowBlocks.Block, _ scalars: StepScalars, _ hasMetric: Bool,
    _ rows: View<Float>, _ steps: View<Float>
  ) -> RowSteps {
    blocks.gather(parameters.values, block, into: rows)
    guard hasMetric else { return RowSteps(scalars.rate) }
    let own = steps[0..<rows.count]
    blocks.gather(state.states[1], block, into: own)
    for index in stride(from: 0, to: own.count, by: Vector.scalarCount) {
      own.setVector(optimizer.stepSize(second: own.vector(at: index)), at: index)
    }
    return RowSteps(each: own)
  }

  /// Takes the answers of the map back to the weights.
  ///
  /// - Returns: whether all are finite.
  @inline(__always)
  private func store<O: OptimizerRule>(
    _ optimizer: O, _ block: RowBlocks.Block, _ rows: View<Float>
  ) -> Bool {
    let values = parameters.values
    var finite = Vector()
    blocks.scatter(rows, block, room: room.block) { mapped, index in
      var first = O.states > 0 ? state.states[0].vector(at: index) : Vector()
      let new = optimizer.accept(mapped, from: values.vector(at: index), first: &first)
      if O.states > 0 {
        state.states[0].setVector(first, at: index)
        finite += first - first
      }
      values.setVector(new, at: index)
      finite += new - new
    }
    blocks.transpose(block, of: parameters)
    return !finite.hasNonzero
  }
}
