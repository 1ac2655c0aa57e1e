public import Arithmetic

/// The memory of a full-batch solver, and what its members do together. Between two barriers each writes
/// only its own slice.
public final class SolverMemory: Sendable {
  public let batch: FullBatch
  public let regularization: Regularization
  public let slices: [ParameterSlice]
  /// w.
  public let parameters: Parameters
  /// What the solver remembers beside w, each array as long as it.
  public let states: Buffer<View<Float>>
  /// The point from which a step is tried, where that is another; its gradient.
  let point: Parameters
  let pointGradient: Buffer<Float>
  /// A trial point; its gradient.
  let next: Parameters
  let nextGradient: Buffer<Float>
  /// Of the smooth part at w.
  let gradient: Buffer<Float>
  let sums: SolverSums
  private let stateBuffers: [Buffer<Float>]
  private let smooth: [SmoothGradient]
  private let stationarity: [Stationarity]
  /// `[members, layers]`.
  private let residuals: Buffer<LayerResidual>
  private let evaluations: Buffer<Int>

  /// - Parameters:
  ///   - slices: of each member, cut with the regularization's penalty; nil: even ones.
  ///   - isTouched: whether all arrays are zero from the start; else nothing was written to them, and all
  ///     `arrays` and `transposedCopies` must be set to zero first, each part by a thread that it is to lie
  ///     near.
  public init(
    _ batch: FullBatch, _ regularization: Regularization, solver: Solver,
    slices: [ParameterSlice]? = nil, isTouched: Bool = true
  ) {
    let (layout, penalty) = (batch.layout, regularization.penalty)
    let slices =
      slices ?? ParameterSlice.cut(layout, into: batch.members, penalty: penalty)
    func array() -> Buffer<Float> {
      isTouched ? Buffer(repeating: 0, count: layout.count) : Buffer(untouched: layout.count)
    }
    func weights() -> Parameters {
      isTouched ? Parameters(layout) : Parameters(untouched: layout)
    }
    self.batch = batch
    self.regularization = regularization
    self.slices = slices
    parameters = weights()
    point = weights()
    next = weights()
    pointGradient = array()
    nextGradient = array()
    gradient = array()
    stateBuffers = (0..<solver.states).map { _ in array() }
    states = Buffer(copying: stateBuffers.map { $0.view })
    sums = SolverSums(layout, count: solver.sums)
    smooth = slices.map {
      SmoothGradient(layout, slice: $0, l2: regularization.l2, treeDepth: batch.treeDepth)
    }
    stationarity = slices.map {
      Stationarity(layout, penalty: penalty, factors: regularization.factors, slice: $0)
    }
    residuals = Buffer(repeating: LayerResidual(), count: batch.members * layout.layers.count)
    evaluations = Buffer(repeating: 0, count: 1)
  }

  /// All arrays of which members write their slices.
  public var arrays: [View<Float>] {
    [parameters, point, next].map { $0.values }
      + ([pointGradient, nextGradient, gradient] + stateBuffers).map { $0.view }
  }

  public var transposedCopies: [View<Float>] {
    [parameters, point, next].map { $0.transposed }
  }

  /// How often the gradient was computed in this process. To be read when no member runs.
  public var gradients: Int { evaluations.view[0] }

  /// Computes the gradient of the smooth part at `parameters`, and how far they are from stationarity. All
  /// members have met when it returns.
  ///
  /// - Returns: the mean loss, the same on every member.
  func evaluate<Member: MeetingMember>(
    _ parameters: Parameters, to gradient: View<Float>, _ member: Member
  ) throws(Member.Failure) -> Double {
    try batch.publish(at: parameters, member)
    try member.barrier()
    let index = member.index
    smooth[index].write(
      batch.root(member: index), rows: batch.rows, at: parameters.values, to: gradient)
    let layers = batch.layout.layers.count
    let own = residuals.view[index * layers..<(index + 1) * layers]
    own.fill(LayerResidual())
    stationarity[index].measure(parameters.values, gradient: gradient, into: own)
    let loss = batch.meanLoss
    if index == 0 { evaluations.view[0] += 1 }
    try member.barrier()
    return loss
  }

  /// The largest residual of the last evaluation.
  var residual: Double {
    var all = LayerResidual()
    for index in residuals.view.indices { all.merge(residuals.view[index]) }
    return all.largest
  }

  /// A member's blocks of the sums over the parameters.
  func blocks<Member: MeetingMember>(_ member: Member) -> Range<Int> {
    let blocks = sums.blocks
    return member.index * blocks / member.count..<(member.index + 1) * blocks / member.count
  }

  /// Copies a member's slice.
  func copySlice(_ member: Int, from source: View<Float>, to target: View<Float>) {
    for range in slices[member].ranges { target[range].copy(from: source[range]) }
  }
}
