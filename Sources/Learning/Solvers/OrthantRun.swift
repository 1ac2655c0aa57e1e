import Arithmetic

/// OWL-QN (Andrew, Gao 2007, doi:10.1145/1273496.1273501) with a memory of 10 pairs, as one member runs it; see
/// `OrthantStep` for its steps.
///
/// The step is halved from 1 (from 1/‖v‖ with an empty memory) until, s = w⁺ − w, the objective F falls by at least
/// 10⁻⁴·|v·s|. Within an orthant the penalty is linear, so that F(w⁺) − F(w) is the difference of losses plus
/// (v − g)·s, and near the optimum only the first is lost in rounding: there the approximate condition of Hager
/// and Zhang 2005 (doi:10.1137/030601880, section 2), that the slope has not grown to more than
/// (1 − 2·10⁻⁴)·|v·s|, decides. A line without a good step ends the memory; without one as well, the
/// solver.
public struct OrthantRun: SolverIteration {
  /// Pairs of the limited memory.
  public static let memory = 10

  let memory: SolverMemory
  private let step: OrthantStep
  private let recursion: TwoLoopRecursion
  private let own: Range<Int>
  private var loss = 0.0
  /// The place of a pair whose products are not yet known.
  private var unknown: Int?

  public static var solver: Solver { .owlqn }
  private static let decrease = 1e-4
  /// What rounding may make of a mean loss, as a part of it: logits of 64 with a relative error of 2⁻²⁴.
  private static let lossNoise = 0x1p-18
  private static let mostTrials = 30

  public init<Member: MeetingMember>(_ memory: SolverMemory, _ member: Member) {
    self.memory = memory
    step = OrthantStep(
      memory.batch.layout, penalty: memory.regularization.penalty,
      factors: memory.regularization.factors,
      slice: memory.slices[member.index])
    recursion = TwoLoopRecursion(memory: Self.memory, sums: memory.sums)
    own = memory.blocks(member)
  }

  /// v, where FISTA has another gradient.
  private var pseudo: View<Float> { memory.pointGradient.view }
  /// d, where FISTA has another point.
  private var direction: View<Float> { memory.point.values }

  public mutating func begin<Member: MeetingMember>(
    _ progress: SolverProgress?, _ member: Member
  ) throws(Member.Failure) -> SolverProgress {
    loss = try memory.evaluate(memory.parameters, to: memory.gradient.view, member)
    let progress =
      progress
      ?? SolverProgress(
        strength: memory.regularization.strength, residual: memory.residual)
    step.pseudoGradient(memory.parameters.values, gradient: memory.gradient.view, to: pseudo)
    for pair in 0..<progress.pairs { try know(pair, of: progress.pairs, member) }
    return progress
  }

  /// Makes the products of v, and of a pair with the others, known to all.
  private func know<Member: MeetingMember>(_ pair: Int?, of pairs: Int, _ member: Member)
    throws(Member.Failure)
  {
    // The slices that go into a block may be those of others.
    try member.barrier()
    OrthantSums.writeMemory(
      memory.sums, blocks: own, pseudo: pseudo, basis: memory.states.view, pairs: pairs,
      newest: pair)
    try member.barrier()
    recursion.load(pairs: pairs, newest: pair)
    try member.barrier()
  }

  public mutating func iterate<Member: MeetingMember>(
    _ progress: SolverProgress, _ member: Member
  ) throws(Member.Failure) -> (progress: SolverProgress, loss: Double) {
    var progress = progress
    try know(unknown, of: progress.pairs, member)
    unknown = nil
    var found = try search(progress, member)
    if !found.isGood && progress.pairs > 0 {
      // Places in use are the first ones: products of others are not kept.
      (progress.pairs, progress.newest) = (0, 0)
      try know(nil, of: 0, member)
      found = try search(progress, member)
    }
    guard found.isGood else {
      // No lower point along the steepest descent: as good as it gets.
      if found.loss.isFinite { progress.end = .precision }
      return (progress, found.loss.isFinite ? loss : found.loss)
    }
    func sum(_ sum: OrthantSums.Trial) -> Double { memory.sums[sum.rawValue] }
    let (curvature, change) = (sum(.curvature), sum(.change))
    // A pair that is more noise than curvature would spoil the memory.
    let isUseful = curvature > 0x1p-20 * (sum(.distance) * change).squareRoot()
    progress.take(
      residual: memory.residual,
      noise: isUseful
        ? SolverProgress.noise(loss: found.loss, curvature: change / curvature) : 0)
    try member.barrier()
    // From here on nothing throws: an iteration is done by all members or by none.
    let (values, gradient) = (memory.parameters.values, memory.gradient.view)
    let (next, nextGradient) = (memory.next.values, memory.nextGradient.view)
    if isUseful {
      if progress.pairs > 0 { progress.newest = (progress.newest + 1) % Self.memory }
      progress.pairs = min(progress.pairs + 1, Self.memory)
      step.change(
        from: values, to: next, gradient: gradient, nextGradient: nextGradient,
        intoStep: memory.states.view[progress.newest],
        intoChange: memory.states.view[Self.memory + progress.newest])
      unknown = progress.newest
    }
    memory.copySlice(member.index, from: next, to: values)
    memory.copySlice(member.index, from: nextGradient, to: gradient)
    step.pseudoGradient(values, gradient: gradient, to: pseudo)
    loss = found.loss
    return (progress, found.loss)
  }

  /// The newest pair's two arrays.
  public static func mayChange(state: Int, _ progress: SolverProgress) -> Bool {
    state % memory == progress.newest
  }

  /// Looks for a lower point along the memory's direction.
  ///
  /// - Returns: the mean loss there, and whether there is one; the sums about it are known to all.
  private func search<Member: MeetingMember>(
    _ progress: SolverProgress, _ member: Member
  ) throws(Member.Failure) -> (loss: Double, isGood: Bool) {
    let scale = recursion.solve(pairs: progress.pairs, newest: progress.newest)
    step.direction(
      pseudo, basis: memory.states.view, coefficients: recursion.coefficients, scale: scale,
      to: direction)
    var stepSize = progress.pairs > 0 ? 1 : 1 / max(recursion.pseudoSquare.squareRoot(), 1e-30)
    var found = 0.0
    for _ in 0..<Self.mostTrials {
      step.move(
        memory.parameters.values, pseudo: pseudo, direction: direction,
        stepSize: Float(stepSize), to: memory.next)
      try member.barrier()
      found = try memory.evaluate(memory.next, to: memory.nextGradient.view, member)
      OrthantSums.writeTrial(
        memory.sums, blocks: own, l2: memory.regularization.l2, values: memory.parameters.values,
        next: memory.next.values, pseudo: pseudo, gradient: memory.gradient.view,
        nextGradient: memory.nextGradient.view)
      try member.barrier()
      if isGood(found) { return (found, true) }
      stepSize *= 0.5
    }
    return (found, false)
  }

  private func isGood(_ found: Double) -> Bool {
    func sum(_ sum: OrthantSums.Trial) -> Double { memory.sums[sum.rawValue] }
    let slope = sum(.slope)
    guard slope < 0 else { return false }
    let change = found - loss + sum(.decay) + slope - sum(.smoothSlope)
    if change <= Self.decrease * slope { return true }
    return change <= Self.lossNoise * loss
      && slope + sum(.curvature) <= (2 * Self.decrease - 1) * slope
  }
}
