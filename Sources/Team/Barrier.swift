internal import Glibc
public import Synchronization

/// Where workers meet: none goes on before all have arrived, or all of them leave without it.
///
/// `README.md` beside this file explains the protocol; `BarrierPhase` holds its transitions.
@usableFromInline
final class Barrier: Sendable {
  /// The most workers that can meet.
  private let capacity: Int

  /// How many workers meet. Relaxed: written in `reset`, when no worker is near; whoever starts the
  /// workers after it orders it before all they do.
  private let expected: Atomic<Int>

  /// How long waiting workers keep their cores.
  private let patience: BarrierPatience

  /// A `BarrierPhase`. Spun on by waiting workers; written once a meeting, and when the barrier
  /// breaks. Not an `Atomic<BarrierPhase>`: unoptimized, that takes locks of the Swift runtime, which
  /// hide missing orderings from the thread sanitizer.
  @usableFromInline let phase = CacheLinePadded(Atomic(BarrierPhase.initial.rawValue))

  /// Workers that arrived at the meeting under way; written once by each.
  private let arrivals = CacheLinePadded(Atomic(0))

  /// Where workers of even and of odd generations sleep. Two, so that a token of one generation
  /// cannot wake a fast worker that already sleeps in the next: nobody reaches the one after that
  /// before every sleeper of this one has taken its token.
  private let beds = (even: Semaphore(), odd: Semaphore())

  init(count: Int, patience: BarrierPatience) {
    precondition(0 < count && count <= BarrierPhase.maximumSleepers, "Barrier: impossible count")
    capacity = count
    expected = Atomic(count)
    self.patience = patience
  }

  var count: Int { expected.load(ordering: .relaxed) }

  /// Whether the barrier was broken by failure or cancellation.
  ///
  /// Relaxed: it orders nothing. Who acts on true calls `synchronizeWithBreak()` first.
  @inlinable
  var isStopped: Bool { BarrierPhase(rawValue: phase.value.load(ordering: .relaxed)).isStopped }

  /// Whether meetings can still be completed. Relaxed: a worker that is alone waits for no one's
  /// writes.
  @inlinable
  var isOpen: Bool { !BarrierPhase(rawValue: phase.value.load(ordering: .relaxed)).isBroken }

  /// Makes visible what was written before the barrier was broken.
  ///
  /// Acquiring: pairs with the release in `exchange`. Coherence makes this load see at least what
  /// the relaxed one saw.
  func synchronizeWithBreak() {
    _ = phase.value.load(ordering: .acquiring)
  }

  /// Arrives, and waits until all have or the barrier is broken.
  func meet() -> BarrierPassage {
    // The generation cannot change between this look and this worker's own arrival.
    let entry = now
    if entry.isBroken { return entry.isStopped ? .stopped : .departed }
    // Releasing: what this worker wrote is handed to the last to arrive, which acquires it (the
    // additions form one release sequence) and hands it on when it completes the meeting.
    let arrived = arrivals.value.add(1, ordering: .acquiringAndReleasing).newValue
    guard arrived == count else { return wait(for: entry.generation) }
    // Relaxed: ordered before the next meeting's additions by the release in `exchange`.
    arrivals.value.store(0, ordering: .relaxed)
    return complete(entry.generation)
  }

  /// Breaks the barrier: every waiting worker leaves, every later one is turned away.
  /// Async-signal-safe.
  func stop() { change { $0.stopped() } }

  /// A worker has finished its body, so no further meeting can be completed.
  func depart() { change { $0.departed() } }

  /// Makes the barrier new for the next run, in which `count` workers meet. No worker may be near it.
  func reset(count: Int) {
    precondition(0 < count && count <= capacity, "Barrier: impossible count")
    expected.store(count, ordering: .relaxed)
    arrivals.value.store(0, ordering: .relaxed)
    // An exchange, and acquiring, not a store: a `stop()` that this wipes out is then ordered
    // before, so that the reason stored ahead of it is visible to who looks next.
    _ = phase.value.exchange(BarrierPhase.initial.rawValue, ordering: .acquiringAndReleasing)
  }

  private func complete(_ generation: UInt64) -> BarrierPassage {
    var seen = now
    while let next = seen.completed() {
      if exchange(&seen, for: next) {
        post(seen.sleepers, of: generation)
        return .passed
      }
    }
    return seen.isStopped ? .stopped : .departed
  }

  private func wait(for generation: UInt64) -> BarrierPassage {
    for _ in 0..<patience.spins {
      if let passage = now.passage(of: generation) { return passage }
    }
    for _ in 0..<patience.yields {
      if let passage = now.passage(of: generation) { return passage }
      sched_yield()
    }
    return sleep(in: generation)
  }

  private func sleep(in generation: UInt64) -> BarrierPassage {
    var seen = now
    while true {
      if let passage = seen.passage(of: generation) { return passage }
      if let next = seen.asleep(in: generation), exchange(&seen, for: next) {
        waitInBed(of: generation)
        seen = now
      }
    }
  }

  private func change(_ transition: (BarrierPhase) -> BarrierPhase) {
    var seen = now
    while !exchange(&seen, for: transition(seen)) {}
    post(seen.sleepers, of: seen.generation)
  }

  /// The phase at this moment.
  ///
  /// Acquiring: pairs with the release in `exchange`. Who sees a meeting completed sees what all
  /// workers wrote before it; who sees the barrier broken sees why.
  private var now: BarrierPhase {
    BarrierPhase(rawValue: phase.value.load(ordering: .acquiring))
  }

  /// Replaces the phase if it is still the one seen; else tells what it is instead.
  ///
  /// Releasing: hands on what this worker wrote and, by the arrivals that it acquired, what all of
  /// them did. Acquiring, on failure too: as for `now`.
  private func exchange(_ seen: inout BarrierPhase, for next: BarrierPhase) -> Bool {
    let (done, original) = phase.value.weakCompareExchange(
      expected: seen.rawValue, desired: next.rawValue,
      successOrdering: .acquiringAndReleasing, failureOrdering: .acquiring)
    seen = BarrierPhase(rawValue: original)
    return done
  }

  // Two branches and no function that returns the bed: that would count a reference in a step.

  private func waitInBed(of generation: UInt64) {
    if generation % 2 == 0 { beds.even.wait() } else { beds.odd.wait() }
  }

  private func post(_ tokens: Int, of generation: UInt64) {
    if generation % 2 == 0 { beds.even.post(tokens) } else { beds.odd.post(tokens) }
  }
}
