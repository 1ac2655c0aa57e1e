public import Synchronization

/// Where workers meet: none goes on before all have arrived, or all of them leave without it.
///
/// A tree of nodes after a `MeetingPlan`. `README.md` beside this file explains the protocol;
/// `BarrierPhase` holds its transitions.
///
/// Unchecked because of the pointers: nodes are atomics, and of their places see there.
@usableFromInline
final class Barrier: @unchecked Sendable {
  /// How many nodes there are.
  private let capacity: Int

  /// The first is the top, which decides. Bare memory: a step counts no reference, and a signal
  /// handler that comes during `reset` finds nodes, not memory that was given back.
  private let nodes: UnsafeMutablePointer<BarrierNode>

  /// What the present plan says of each node. Plain memory, apart from the nodes because `stop` does
  /// not read it: written in `reset`, when no worker is near; whoever starts the workers after it
  /// orders it before all they do.
  private let places: UnsafeMutablePointer<Place>

  /// How many nodes the present plan has. Relaxed: ordered by the exchange of the top's phase, see
  /// `reset`.
  private let used = Atomic(1)

  /// Whether the barrier was broken by failure or cancellation. Apart from the phases, which every
  /// meeting writes: workers look at it for every shard, and their caches keep it.
  @usableFromInline let stopSign = CacheLinePadded(Atomic(false))

  /// - Parameter workers: the most that can meet.
  /// - Complexity: memory of about 0.7 kB a worker.
  init(workers: Int) {
    precondition(0 < workers, "Barrier: impossible count")
    // No plan has more groups: all have two members at least, so each joins two into one.
    capacity = max(1, workers - 1)
    nodes = .allocate(capacity: capacity)
    for index in 0..<capacity { (nodes + index).initialize(to: BarrierNode()) }
    places = .allocate(capacity: capacity)
    places.initialize(
      repeating: Place(group: MeetingGroup(members: 1, parent: nil), patience: .sharedCore),
      count: capacity)
  }

  deinit {
    nodes.deinitialize(count: capacity)
    nodes.deallocate()
    places.deallocate()
  }

  /// Whether the barrier was broken by failure or cancellation.
  ///
  /// Relaxed: it orders nothing. Who acts on true calls `synchronizeWithStop()` first.
  @inlinable
  var isStopped: Bool { stopSign.value.load(ordering: .relaxed) }

  /// Makes visible what was written before the barrier was stopped.
  ///
  /// Acquiring: pairs with the release in `stop`. Coherence makes this load see at least what the
  /// relaxed one saw.
  func synchronizeWithStop() {
    _ = stopSign.value.load(ordering: .acquiring)
  }

  /// Arrives at the node of a worker's group in the plan, and waits until all workers have arrived
  /// or the barrier is broken.
  func meet(in group: Int) -> BarrierPassage {
    // The generation cannot change between this look and this worker's own arrival. It is the
    // same at all nodes that this worker may climb to.
    let entry = nodes[group].now
    // The top's flags, not its passage: a worker that passed the last meeting by the top's word has
    // left its own node behind by a generation.
    if entry.isBroken { return nodes[0].now.isStopped ? .stopped : .departed }
    return arrive(at: group, in: entry.generation)
  }

  /// A worker failed, or the run was cancelled: every waiting worker leaves, every later one is
  /// turned away. Async-signal-safe.
  func stop() {
    // The top first: who finds another node broken, or sees the sign, finds the top decided.
    nodes[0].change { $0.stopped() }
    // Releasing: who acquires it sees why.
    stopSign.value.store(true, ordering: .releasing)
    changeBelowTop { $0.stopped() }
  }

  /// A worker has finished its body, so no further meeting can be completed.
  func depart() {
    // Whoever broke it wakes everybody.
    if nodes[0].now.isBroken { return }
    nodes[0].change { $0.departed() }
    changeBelowTop { $0.departed() }
  }

  /// Makes the barrier new for the next run. No worker may be near it; who stops it at the same
  /// time must have stored a reason first, and the caller must look for one afterwards.
  func reset(_ plan: MeetingPlan, patience: BarrierPatience) {
    precondition(plan.groups.count <= capacity, "Barrier: impossible plan")
    used.store(plan.groups.count, ordering: .relaxed)
    _ = stopSign.value.exchange(false, ordering: .acquiringAndReleasing)
    // The top last. A `stop()` at the same time goes the other way: if any of its changes is wiped
    // out here, then so is that of the top, which is ordered before. Such a stop is repeated by the
    // caller, who sees its reason. If that of the top is not wiped out, none is.
    for (index, group) in plan.groups.enumerated().reversed() {
      places[index] = Place(group: group, patience: patience)
      nodes[index].reset()
    }
  }

  private func arrive(at node: Int, in generation: UInt64) -> BarrierPassage {
    let place = places[node]
    guard nodes[node].arrive(of: place.group.members) else {
      return nodes[node].wait(for: generation, place.patience) ? .passed : verdict(on: generation)
    }
    guard let parent = place.group.parent else {
      return nodes[node].complete() ? .passed : verdict(on: generation)
    }
    let passage = arrive(at: parent, in: generation)
    // If the node was broken meanwhile, its members learn from the top that they passed. If the
    // meeting was not completed, whoever broke the barrier breaks this node, too.
    if passage == .passed { _ = nodes[node].complete() }
    return passage
  }

  /// How a meeting ended, asked by who found a node broken.
  private func verdict(on generation: UInt64) -> BarrierPassage {
    guard let passage = nodes[0].now.passage(of: generation) else {
      preconditionFailure("Barrier: broken below, but not at the top")
    }
    return passage
  }

  private func changeBelowTop(_ transition: (BarrierPhase) -> BarrierPhase) {
    // As new as the phase of the top that was changed before.
    for index in 1..<max(1, used.load(ordering: .relaxed)) { nodes[index].change(transition) }
  }

  /// A node in the present plan.
  private struct Place {
    let group: MeetingGroup
    let patience: BarrierPatience
  }
}
