import Arithmetic
import Learning
import Team

/// The memory of a full-batch solver, and what its workers do together. Between two barriers each writes
/// only its own slice.
final class SolverMemory: Sendable {
  let batch: FullBatch
  let l2: Double
  let slices: [ParameterSlice]
  /// w.
  let parameters: Parameters
  /// The point from which a step is tried, where that is another; its gradient.
  let point: Parameters
  let pointGradient: Buffer<Float>
  /// A trial point; its gradient.
  let next: Parameters
  let nextGradient: Buffer<Float>
  /// Of the smooth part at w.
  let gradient: Buffer<Float>
  let stateBuffers: [Buffer<Float>]
  let states: Buffer<View<Float>>
  let sums: SolverSums
  private let smooth: [SmoothGradient]
  private let stationarity: [Stationarity]
  /// `[workers, layers]`.
  private let residuals: Buffer<LayerResidual>
  private let evaluations: Buffer<Int>

  init(
    _ layout: ParameterLayout, configuration: TrainingConfiguration, factors: PenaltyFactors,
    data: TrainingData, workers: Int, states: Int, sums: Int
  ) {
    let penalty = configuration.regularizer
    let batch = FullBatch(
      layout, data: data, rowsPerShard: configuration.rowsPerShard, workers: workers)
    let slices = ParameterSlice.cut(layout, into: workers, penalty: penalty)
    func array() -> Buffer<Float> { Buffer(repeating: 0, count: layout.count) }
    self.batch = batch
    self.slices = slices
    l2 = configuration.l2
    parameters = Parameters(layout)
    point = Parameters(layout)
    next = Parameters(layout)
    pointGradient = array()
    nextGradient = array()
    gradient = array()
    stateBuffers = (0..<states).map { _ in array() }
    self.states = Buffer(copying: stateBuffers.map(\.view))
    self.sums = SolverSums(layout, count: sums)
    smooth = slices.map {
      SmoothGradient(layout, slice: $0, l2: configuration.l2, treeDepth: batch.treeDepth)
    }
    stationarity = slices.map {
      Stationarity(layout, penalty: penalty, factors: factors, slice: $0)
    }
    residuals = Buffer(repeating: LayerResidual(), count: workers * layout.layers.count)
    evaluations = Buffer(repeating: 0, count: 1)
  }

  /// How often the gradient was computed in this process. To be read when no worker runs.
  var gradients: Int { evaluations.view[0] }

  /// Computes the gradient of the smooth part at `parameters`, and how far they are from stationarity. All
  /// workers have met when it returns.
  ///
  /// - Returns: the mean loss, the same on every worker.
  func evaluate(
    _ parameters: Parameters, to gradient: View<Float>, _ worker: Worker
  ) throws(TeamError) -> Double {
    try batch.publish(at: parameters, worker)
    try worker.barrier()
    let index = worker.index
    smooth[index].write(
      batch.root(worker: index), rows: batch.data.rows, at: parameters.values, to: gradient)
    let layers = batch.layout.layers.count
    let own = residuals.view[index * layers..<(index + 1) * layers]
    own.fill(LayerResidual())
    stationarity[index].measure(parameters.values, gradient: gradient, into: own)
    let loss = batch.meanLoss
    if index == 0 { evaluations.view[0] += 1 }
    try worker.barrier()
    return loss
  }

  /// The largest residual of the last evaluation.
  var residual: Double {
    var all = LayerResidual()
    for index in residuals.view.indices { all.merge(residuals.view[index]) }
    return all.largest
  }

  /// A worker's blocks of the sums over the parameters.
  func blocks(_ worker: Worker) -> Range<Int> {
    WorkSplit.even(sums.blocks, over: worker.count)[worker.index]
  }

  /// Copies a worker's slice.
  func copySlice(_ worker: Int, from source: View<Float>, to target: View<Float>) {
    for range in slices[worker].ranges { target[range].copy(from: source[range]) }
  }
}
