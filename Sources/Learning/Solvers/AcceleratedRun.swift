import Arithmetic

/// FISTA (Beck, Teboulle 2009, doi:10.1137/080716542) for any penalty with a proximal map, as one member runs it.
///
/// An iteration extrapolates, y = x + β·(x − x₋) with β = (tₖ − 1)/tₖ₊₁ and tₖ₊₁ = (1 + √(1 + 4·tₖ²))/2, and
/// steps, x⁺ = P(y − g(y)/L). L is doubled until the step satisfies, d = x⁺ − y,
///
///     f(x⁺) ≤ f(y) + g(y)·d + L/2·‖d‖²   and   (g(x⁺) − g(y))·d ≤ L·‖d‖²,
///
/// both up to what rounding may make of them: near the optimum the first cannot be told from noise in binary32,
/// and the second, the same along d to second order, still can (Becker, Candès, Grant 2011,
/// doi:10.1007/s12532-011-0029-5, section 5.3). Where momentum leads uphill, (y − x⁺)·(x⁺ − x) > 0,
/// it starts anew (O'Donoghue, Candès 2015, doi:10.1007/s10208-013-9150-3, gradient scheme), and L may
/// become smaller. The gradient at x⁺ is computed in any case, and gives the certificate of every point.
public struct AcceleratedRun: SolverIteration {
  let memory: SolverMemory
  private let step: AcceleratedStep
  private let own: Range<Int>
  /// Mean loss at x, whose gradient is known.
  private var loss = 0.0

  public static var solver: Solver { .fista }
  /// More doublings than there are powers of two between a usual and the largest L.
  private static let mostTrials = 60
  /// L at a restart, as a part of what it was: the region reached may be flatter.
  private static let relaxation = 0.7
  /// What rounding may make of a mean loss, as a part of it: logits of 64 with a relative error of 2⁻²⁴. Where a
  /// step changes less, gradients decide alone.
  private static let lossNoise = 0x1p-18

  public init<Member: MeetingMember>(_ memory: SolverMemory, _ member: Member) {
    self.memory = memory
    step = AcceleratedStep(
      memory.batch.layout, penalty: memory.regularization.penalty,
      factors: memory.regularization.factors,
      l2: memory.regularization.l2, slice: memory.slices[member.index])
    own = memory.blocks(member)
  }

  public mutating func begin<Member: MeetingMember>(
    _ progress: SolverProgress?, _ member: Member
  ) throws(Member.Failure) -> SolverProgress {
    loss = try memory.evaluate(memory.parameters, to: memory.gradient.view, member)
    if let progress { return progress }
    var first = SolverProgress(
      strength: memory.regularization.strength, residual: memory.residual)
    step.writeNorm(memory.sums, blocks: own, of: memory.gradient.view)
    try member.barrier()
    // ‖∂f‖² ≤ 2·L·f for f ≥ 0: L is at least this.
    let least = memory.sums[0] / (2 * loss)
    first.curvature = least > 0 && least.isFinite ? least : 1
    try member.barrier()
    return first
  }

  public mutating func iterate<Member: MeetingMember>(
    _ progress: SolverProgress, _ member: Member
  ) throws(Member.Failure) -> (progress: SolverProgress, loss: Double) {
    var progress = progress
    let isPlain = progress.momentum == 0
    let (current, before) = (memory.parameters.values, memory.states.view[0])
    var pointLoss = loss
    if !isPlain {
      step.extrapolate(
        current, before: before, momentum: Float(progress.momentum), to: memory.point)
      try member.barrier()
      pointLoss = try memory.evaluate(memory.point, to: memory.pointGradient.view, member)
    }
    let point = isPlain ? current : memory.point.values
    let gradient = isPlain ? memory.gradient.view : memory.pointGradient.view
    var trials = 1
    var nextLoss = try attempt(point, gradient, progress.curvature, member)
    while let steeper = steeper(progress.curvature, pointLoss, nextLoss),
      trials < Self.mostTrials
    {
      progress.curvature = steeper
      trials += 1
      nextLoss = try attempt(point, gradient, steeper, member)
    }
    guard nextLoss.isFinite else { return (progress, nextLoss) }
    let residual = memory.residual
    let distance = memory.sums[AcceleratedStep.Sum.distance.rawValue]
    if memory.sums[AcceleratedStep.Sum.uphill.rawValue] > 0 {
      progress.inertia = 1
      progress.momentum = 0
      progress.curvature *= Self.relaxation
    } else {
      let inertia = progress.inertia
      progress.inertia = 0.5 * (1 + (1 + 4 * inertia * inertia).squareRoot())
      progress.momentum = (inertia - 1) / progress.inertia
    }
    progress.take(
      residual: residual,
      noise: SolverProgress.noise(loss: nextLoss, curvature: progress.curvature))
    if distance == 0 && isPlain && progress.end == nil { progress.end = .precision }
    try member.barrier()
    // From here on nothing throws: an iteration is done by all members or by none.
    memory.copySlice(member.index, from: current, to: before)
    memory.copySlice(member.index, from: memory.next.values, to: current)
    memory.copySlice(member.index, from: memory.nextGradient.view, to: memory.gradient.view)
    loss = nextLoss
    return (progress, nextLoss)
  }

  public static func mayChange(state: Int, _ progress: SolverProgress) -> Bool { true }

  /// Tries a step; the sums about it are known to all when it returns.
  private func attempt<Member: MeetingMember>(
    _ point: View<Float>, _ gradient: View<Float>, _ curvature: Double, _ member: Member
  ) throws(Member.Failure) -> Double {
    // Gradients of features far below 1 make a first L whose inverse is no number of binary32.
    let stepSize = Float(min(1 / curvature, Double(Float.greatestFiniteMagnitude)))
    step.descend(from: point, gradient: gradient, stepSize: stepSize, to: memory.next)
    try member.barrier()
    let loss = try memory.evaluate(memory.next, to: memory.nextGradient.view, member)
    step.write(
      memory.sums, blocks: own, current: memory.parameters.values, point: point,
      next: memory.next.values, gradient: gradient, nextGradient: memory.nextGradient.view)
    try member.barrier()
    return loss
  }

  /// The L to try next; nil where the step that was tried is good.
  private func steeper(
    _ curvature: Double, _ pointLoss: Double, _ nextLoss: Double
  ) -> Double? {
    func sum(_ sum: AcceleratedStep.Sum) -> Double { memory.sums[sum.rawValue] }
    let distance = sum(.distance)
    // A NaN is a step far too long.
    guard distance != 0 else { return nil }
    let bound = sum(.slope) + 0.5 * curvature * distance
    let rise = nextLoss - pointLoss + sum(.decay)
    let noise = SolverProgress.noise(loss: pointLoss, curvature: curvature)
    let isBelow = rise <= bound + Self.lossNoise * pointLoss
    let isFlat =
      sum(.curvature) <= curvature * distance + noise * distance.squareRoot()
    guard !(isBelow && isFlat) else { return nil }
    let measured = sum(.curvature) / distance
    let most = 16 * curvature
    return measured.isFinite ? max(2 * curvature, min(measured, most)) : most
  }
}
