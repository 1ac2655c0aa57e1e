import Learning
public import Machine

/// How long a training step takes on a machine, from what its parts cost here.
///
/// A step: all workers compute their shards, meet, each updates its slice of the parameters, meet.
///
///     step = row order + max over workers (computing + spill + fetching weights + retaking gradients)
///          + max over workers (update + fetching gradients + retaking weights) + 2 meetings
///
/// Assumptions, each of which `assumptions` says to the reader of a prediction:
///
/// - Cores are as fast as the one here, times the reported speed of their kind. Two workers on a core
///   get half of it each. Clocks fall with busy cores as they do here: to `crowdedSpeed` when all are.
/// - Lines move at speeds in the ratio of `WorkerDistance`: 1 within a last cache, 2 within a node, 3.5
///   or 2 · (reported distance / that of a node to itself) across.
/// - Workers behind one last cache fetch what lies outside it once for all of them. Links between
///   caches and nodes are never full, and nothing of this is hidden behind computing.
/// - A meeting gathers arrivals one after the other in each last cache, in each node, in the machine.
/// - What no longer fits in the second or the last cache, and does here, is read once a step at the
///   speed of the next level here.
/// - A node's memory delivers what it does here to as many cores, and at most eight times what one
///   core gets to more of them.
public struct StepModel: Sendable {
  public var costs: StepCosts
  public let work: StepWork

  public init(costs: StepCosts, work: StepWork) {
    self.costs = costs
    self.work = work
  }

  /// What a step is made of with every worker of `placement`.
  ///
  /// - Complexity: workers · last caches.
  public func terms(on placement: Placement) -> StepTerms {
    let team = ModelledTeam(placement, work: work, costs: costs)
    var terms = StepTerms()
    terms.rowOrder = Double(work.rows) * costs.orderNanosecondsPerRow / 1e3 / team.speeds[0]
    let halves = (0..<placement.workers).map { (first: team.first($0), second: team.second($0)) }
    guard let first = halves.map(\.first).max(by: { $0.microseconds < $1.microseconds }),
      let second = halves.map(\.second).max(by: { $0.microseconds < $1.microseconds })
    else { return terms }
    let mean = halves.reduce(0) { $0 + $1.first.computing } / Double(placement.workers)
    terms.computing = min(mean, first.computing)
    terms.imbalance = first.computing - terms.computing
    terms.update = second.update
    terms.fetchWithinCache = first.fetchWithinCache + second.fetchWithinCache
    terms.fetchWithinNode = first.fetchWithinNode + second.fetchWithinNode
    terms.fetchAcross = first.fetchAcross + second.fetchAcross
    terms.spill = first.spill
    terms.meetings = 2 * team.meetingMicroseconds
    terms.memory = max(0, team.rowsFromMemoryMicroseconds - first.computing)
    return terms
  }

  /// How many of the workers of `placement` take part in a step, and what it is made of then.
  ///
  /// With `automatic` those with which it is shortest, never more than there are shards: of counts that
  /// leave the busiest worker as many shards, the least is tried.
  public func participants(
    of placement: Placement, all takePart: Bool
  ) -> (count: Int, terms: StepTerms) {
    let shards = work.shards
    let most = min(placement.workers, shards)
    guard !takePart else { return (placement.workers, terms(on: placement)) }
    var counts = [most]
    for share in Set((1...most).map { (shards + $0 - 1) / $0 }) {
      counts.append(min(most, (shards + share - 1) / share))
    }
    // As the trainer decides, which knows nothing of clocks.
    var unclocked = self
    unclocked.costs.crowdedSpeed = 1
    func microseconds(_ count: Int) -> Double {
      unclocked.terms(on: placement.participating(count)).microseconds
    }
    let times = Set(counts).sorted().map { (count: $0, microseconds: microseconds($0)) }
    let best = times.min { $0.microseconds < $1.microseconds }?.count ?? 1
    return (best, terms(on: placement.participating(best)))
  }
}
