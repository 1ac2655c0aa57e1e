internal import Glibc
public import Synchronization

/// Where workers meet: none goes on before all have arrived, or all of them leave without it.
///
/// `README.md` beside this file explains the protocol; `BarrierPhase` holds its transitions.
@usableFromInline
final class Barrier: Sendable {
  let count: Int

  /// Looks at the phase before a waiting worker begins to yield. See `BarrierPatience`.
  private let patience: BarrierPatience

  /// Spun on by waiting workers; written once a meeting, and when the barrier breaks.
  @usableFromInline let phase = CacheLinePadded(Atomic(BarrierPhase.initial))

  /// Workers that arrived at the meeting under way; written once by each.
  private let arrivals = CacheLinePadded(Atomic(0))

  /// Where workers of even and of odd generations sleep. Two, so that a token of one generation
  /// cannot wake a fast worker that already sleeps in the next: nobody reaches the one after that
  /// before every sleeper of this one has taken its token.
  private let beds = (even: Semaphore(), odd: Semaphore())

  init(count: Int, patience: BarrierPatience) {
    precondition(0 < count && count <= BarrierPhase.maximumSleepers, "Barrier: impossible count")
    self.count = count
    self.patience = patience
  }

  /// Whether the barrier was broken by failure or cancellation.
  ///
  /// Relaxed: it orders nothing. Who acts on true calls `synchronizeWithBreak()` first.
  @inlinable
  var isStopped: Bool { phase.value.load(ordering: .relaxed).isStopped }

  /// Whether meetings can still be completed. Relaxed: a worker that is alone waits for no one's
  /// writes.
  @inlinable
  var isOpen: Bool { !phase.value.load(ordering: .relaxed).isBroken }

  /// Makes visible what was written before the barrier was broken.
  ///
  /// Acquiring: pairs with the release in `change(_:)`. Coherence makes this load see at least what
  /// the relaxed one saw.
  func synchronizeWithBreak() {
    _ = phase.value.load(ordering: .acquiring)
  }

  /// Arrives, and waits until all have or the barrier is broken.
  func meet() -> BarrierPassage {
    // Acquiring: a broken barrier's reason is read next. The generation cannot change between this
    // load and this worker's own arrival.
    let entry = phase.value.load(ordering: .acquiring)
    if entry.isBroken { return entry.isStopped ? .stopped : .departed }
    // Releasing: what this worker wrote is handed to the last to arrive, which acquires it (the
    // additions form one release sequence) and hands it on when it completes the meeting.
    let arrived = arrivals.value.add(1, ordering: .acquiringAndReleasing).newValue
    guard arrived == count else { return wait(for: entry.generation) }
    // Relaxed: ordered before the next meeting's additions by the release in `complete`.
    arrivals.value.store(0, ordering: .relaxed)
    return complete(entry.generation)
  }

  /// Breaks the barrier: every waiting worker leaves, every later one is turned away.
  /// Async-signal-safe.
  func stop() { change { $0.stopped() } }

  /// A worker has finished its body, so no further meeting can be completed.
  func depart() { change { $0.departed() } }

  /// Makes the barrier new for the next run. No worker may be near it.
  func reset() {
    arrivals.value.store(0, ordering: .relaxed)
    // An exchange, and acquiring, not a store: a `stop()` that this wipes out is then ordered
    // before, so that the reason stored ahead of it is visible to who looks next.
    _ = phase.value.exchange(.initial, ordering: .acquiringAndReleasing)
  }

  private func complete(_ generation: UInt64) -> BarrierPassage {
    var seen = phase.value.load(ordering: .relaxed)
    while let next = seen.completed() {
      // Releasing: hands all workers' writes to those that wait. Acquiring on failure: the reason
      // of a break is read next.
      let (done, original) = phase.value.weakCompareExchange(
        expected: seen, desired: next, successOrdering: .acquiringAndReleasing,
        failureOrdering: .acquiring)
      if done {
        bed(of: generation).post(seen.sleepers)
        return .passed
      }
      seen = original
    }
    return seen.isStopped ? .stopped : .departed
  }

  private func wait(for generation: UInt64) -> BarrierPassage {
    // Acquiring, here and below: pairs with the releases in `complete` and `change`.
    for _ in 0..<patience.spins {
      if let passage = phase.value.load(ordering: .acquiring).passage(of: generation) {
        return passage
      }
    }
    for _ in 0..<patience.yields {
      if let passage = phase.value.load(ordering: .acquiring).passage(of: generation) {
        return passage
      }
      sched_yield()
    }
    return sleep(in: generation)
  }

  private func sleep(in generation: UInt64) -> BarrierPassage {
    while true {
      let seen = phase.value.load(ordering: .acquiring)
      if let passage = seen.passage(of: generation) { return passage }
      guard let next = seen.asleep(in: generation) else { continue }
      // Relaxed: registers a sleeper and publishes nothing else. Being a read-modify-write, it
      // keeps the release sequence of earlier changes whole.
      let registered = phase.value.weakCompareExchange(
        expected: seen, desired: next, ordering: .relaxed
      ).exchanged
      if registered { bed(of: generation).wait() }
    }
  }

  private func change(_ transition: (BarrierPhase) -> BarrierPhase) {
    var seen = phase.value.load(ordering: .relaxed)
    while true {
      // Releasing: publishes the reason stored before. Acquiring on success: nothing needs it but
      // `reset`, whose exchange this may follow.
      let (done, original) = phase.value.weakCompareExchange(
        expected: seen, desired: transition(seen), successOrdering: .acquiringAndReleasing,
        failureOrdering: .relaxed)
      if done {
        bed(of: seen.generation).post(seen.sleepers)
        return
      }
      seen = original
    }
  }

  private func bed(of generation: UInt64) -> Semaphore {
    generation % 2 == 0 ? beds.even : beds.odd
  }
}
