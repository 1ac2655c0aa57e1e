internal import Glibc
internal import Synchronization

/// Where the members of one `MeetingGroup` meet: a flat barrier, of which `Barrier` makes a tree.
///
/// Lives at a fixed address from the barrier's beginning to its end, whatever plan it serves, since
/// a signal handler may be at it at any time. Hence all of it is atomic, or never changes.
struct BarrierNode: ~Copyable {
  /// Where members of even and of odd generations sleep. Two, so that a token of one generation
  /// cannot wake a fast worker that already sleeps in the next: nobody reaches the one after that
  /// before every sleeper of this one has taken its token.
  private let evenBed = Semaphore()
  private let oddBed = Semaphore()

  /// Members that arrived at the meeting under way; written once by each.
  private let arrivals = CacheLinePadded(Atomic(0))

  /// A `BarrierPhase`. Spun on by waiting workers; written once a meeting, and when the barrier
  /// breaks. Not an `Atomic<BarrierPhase>`: unoptimized, that takes locks of the Swift runtime,
  /// which hide missing orderings from the thread sanitizer.
  private let phase = CacheLinePadded(Atomic(BarrierPhase.initial.rawValue))

  /// The phase at this moment.
  ///
  /// Acquiring: pairs with the release in `exchange`. Who sees a meeting completed sees what all
  /// workers wrote before it; who sees the node broken sees why, and the top broken.
  var now: BarrierPhase {
    BarrierPhase(rawValue: phase.value.load(ordering: .acquiring))
  }

  /// Counts a member in; true for the last of so many.
  func arrive(of members: Int) -> Bool {
    // Releasing: what this worker wrote, or acquired from the group it leads, is handed to the last
    // to arrive, which acquires it (the additions form one release sequence) and hands it on.
    let arrived = arrivals.value.add(1, ordering: .acquiringAndReleasing).newValue
    guard arrived == members else { return false }
    // Relaxed: ordered before the next meeting's additions by the release in `exchange`.
    arrivals.value.store(0, ordering: .relaxed)
    return true
  }

  /// Lets the members go on to the next generation; false if the node is broken.
  func complete() -> Bool {
    var seen = now
    while let next = seen.completed() {
      if exchange(&seen, for: next) {
        post(seen.sleepers, of: seen.generation)
        return true
      }
    }
    return false
  }

  /// Waits until `generation` is completed here (true), or the node is broken (false).
  func wait(for generation: UInt64, _ patience: BarrierPatience) -> Bool {
    for _ in 0..<patience.spins {
      if let isCompleted = now.isCompleted(generation) { return isCompleted }
    }
    for _ in 0..<patience.yields {
      if let isCompleted = now.isCompleted(generation) { return isCompleted }
      sched_yield()
    }
    return sleep(in: generation)
  }

  /// Makes a transition that breaks the node, and wakes its sleepers. Async-signal-safe.
  func change(_ transition: (BarrierPhase) -> BarrierPhase) {
    var seen = now
    while !exchange(&seen, for: transition(seen)) {}
    post(seen.sleepers, of: seen.generation)
  }

  /// Makes the node new for a run. No worker may be near it; a signal handler may.
  func reset() {
    arrivals.value.store(0, ordering: .relaxed)
    // An exchange, and acquiring, not a store: a break that this wipes out is then ordered before,
    // with all that its author did first: stored the reason, and broke the top.
    _ = phase.value.exchange(BarrierPhase.initial.rawValue, ordering: .acquiringAndReleasing)
  }

  private func sleep(in generation: UInt64) -> Bool {
    var seen = now
    while true {
      if let isCompleted = seen.isCompleted(generation) { return isCompleted }
      if let next = seen.asleep(in: generation), exchange(&seen, for: next) {
        waitInBed(of: generation)
        seen = now
      }
    }
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

  private func waitInBed(of generation: UInt64) {
    if generation % 2 == 0 { evenBed.wait() } else { oddBed.wait() }
  }

  private func post(_ tokens: Int, of generation: UInt64) {
    if generation % 2 == 0 { evenBed.post(tokens) } else { oddBed.post(tokens) }
  }
}
