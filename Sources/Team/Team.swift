public import Machine
internal import Synchronization

/// Threads that run one body together, one worker each, and meet at barriers.
///
/// The threads live as long as the team; runs follow one another on them. A team knows nothing of
/// what it computes. The protocol is explained in `README.md` beside this file.
public final class Team: Sendable {
  /// More than any machine has processing units; fewer than a process may have threads.
  public static let maximumWorkers = Placement.mostWorkers

  private static let mostPlans = 64

  public let placement: Placement

  /// Says which workers run unbound although they should not, nil if there is none.
  public let bindingWarning: BindingWarning?

  let executors: [WorkerExecutor]
  let barrier: Barrier
  let cancellation = CancellationRequest()

  /// Of each worker, nil where the system does not say.
  let threads: [SystemThread?]

  /// Of runs that there were, by who took part: plans sort and look up, and allocate.
  private let plans = Mutex<[[Int]: RunPlan]>([:])

  /// Teams of one worker each, once they were asked for.
  private let members = Mutex<[Team]>([])

  /// Whether a run is under way. Acquired and released, so that runs follow one another.
  private let isRunning = Atomic(false)

  /// How many workers the team has.
  public var workers: Int { placement.workers }

  /// Starts a thread for each worker and binds it, if the placement's policy says so. A worker that
  /// cannot be bound runs unbound.
  ///
  /// - Throws: `tooManyWorkers` or `threadRefused`; no thread is left behind then.
  public init(placement: Placement) throws(TeamError) {
    guard placement.workers <= Self.maximumWorkers else {
      throw .tooManyWorkers(found: placement.workers, limit: Self.maximumWorkers)
    }
    let executors = try Self.startExecutors(placement)
    let starts = executors.map { $0.waitForStart() }
    let refusals = starts.enumerated().compactMap { worker, start in
      start.refusal.map { (worker: worker, cause: $0) }
    }
    bindingWarning = refusals.first.map {
      BindingWarning(workers: refusals.map(\.worker), cause: $0.cause)
    }
    self.placement = placement
    self.executors = executors
    threads = starts.map(\.thread)
    barrier = Barrier(workers: placement.workers)
  }

  deinit {
    Self.end(executors)
  }

  /// Whether every thread is kept on its processing unit.
  public var isBound: Bool { placement.policy.isBound && bindingWarning == nil }

  /// Whether it was cancelled, so that no run of it comes to its end any more.
  public var isCancelled: Bool { cancellation.isRequested }

  /// Runs `body` on the `count` workers that `Placement.participants(_:among:)` names: see `run(members:_:)`.
  public func run(
    workers count: Int, _ body: @escaping @Sendable (Worker) throws -> Void
  ) async throws {
    try await run(members: placement.participants(count), body)
  }

  /// Runs `body` once on every worker, or on some, at the same time, and returns when all have ended.
  ///
  /// All workers of a run must meet the same barriers: same control flow, own data. The body may
  /// block. If it throws on one worker, the others leave their next barrier by throwing. Workers of
  /// a run are numbered from 0 without gaps.
  ///
  /// - Parameter members: who takes part, ascending: worker i of the run is the team's worker
  ///   `members[i]`; nil: everyone.
  /// - Throws: the error of the lowest worker that failed by itself; else, if a worker ended early
  ///   because of it, `TeamError.cancelled`.
  /// - Precondition: no other run of this team is under way; the team has these workers, at least one.
  public func run(
    members: [Int]? = nil, _ body: @escaping @Sendable (Worker) throws -> Void
  ) async throws {
    let wasRunning = isRunning.exchange(true, ordering: .acquiring)
    precondition(!wasRunning, "Team: one run at a time")
    defer { isRunning.store(false, ordering: .releasing) }

    let plan = plan(of: members ?? Array(0..<workers))
    barrier.reset(plan.meetings, patience: plan.patience)
    // After the reset, so that a request is never wiped out: see `cancel(_:)`.
    if cancellation.isRequested { barrier.stop() }
    let ends = await withTaskCancellationHandler {
      await runWorkers(plan, body)
    } onCancel: {
      barrier.stop()
    }
    try report(ends)
  }

  /// As many teams as this one has workers, each of one worker in the same place: for runs that go
  /// side by side while this team rests. Cancelling this team cancels them.
  ///
  /// - Throws: `threadRefused`; then there are none.
  /// - Complexity: starts a thread for each the first time.
  public func membersAsTeams() throws(TeamError) -> [Team] {
    guard workers > 1 else { return [self] }
    let (teams, isNew): ([Team], Bool)
    do {
      (teams, isNew) = try members.withLock { members in
        guard members.isEmpty else { return (members, false) }
        members = try placement.processingUnits.map {
          try Team(
            placement: Placement(
              processingUnits: [$0], on: placement.topology, policy: placement.policy,
              memory: placement.memory))
        }
        return (members, true)
      }
    } catch let error as TeamError {
      throw error
    } catch {
      throw .stopped
    }
    // A request that came while they were made has not reached them.
    if isNew, let reason = cancellation.requestedReason {
      for team in teams { team.cancel(reason) }
    }
    return teams
  }

  /// Stops the run under way and every later one, of its members too. The first reason counts.
  ///
  /// May be called from any thread.
  public func cancel(_ reason: CancellationReason) {
    // The reason first: whoever sees the barrier stopped must see why, and a run that resets the
    // barrier in between must find it.
    cancellation.request(reason)
    barrier.stop()
    for member in members.withLock({ $0 }) { member.cancel(reason) }
  }

  private func plan(of members: [Int]) -> RunPlan {
    plans.withLock { plans in
      if let plan = plans[members] { return plan }
      let plan = RunPlan(members, of: placement, isBound: isBound)
      // Who takes part may change with what else goes on for as long as the team lives.
      if plans.count >= Self.mostPlans { plans.removeAll() }
      plans[members] = plan
      return plan
    }
  }

  private static func startExecutors(_ placement: Placement) throws(TeamError) -> [WorkerExecutor] {
    var executors: [WorkerExecutor] = []
    do throws(TeamError) {
      for worker in 0..<placement.workers {
        let binding = placement.policy.isBound ? placement.binding(ofWorker: worker) : nil
        executors.append(try WorkerExecutor(worker: worker, binding: binding))
      }
    } catch {
      end(executors)
      throw error
    }
    return executors
  }

  private static func end(_ executors: [WorkerExecutor]) {
    for executor in executors { executor.close() }
    for executor in executors { executor.join() }
  }
}
