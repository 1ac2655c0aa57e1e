/// How long a worker that waits keeps its core before it sleeps.
struct BarrierPatience: Hashable, Sendable {
  /// Looks at the barrier in a tight loop, about a nanosecond each.
  let spins: Int

  /// Looks that each let another thread run first, at least a few hundred nanoseconds each.
  let yields: Int

  /// A core for every worker: tens of microseconds of spinning cover the usual difference between
  /// workers, since waking a sleeper costs as much; then sleep. Without yields: who yields to another
  /// process on its core loses it for a time slice of milliseconds, who sleeps is let in again as soon
  /// as it is woken. (With 200 yields a step of 54-128-64-7 took 4,000 to 5,000 µs beside a busy process
  /// instead of 250, one of 784-256-128-10 8,000 instead of 3,900.)
  static let ownCore = BarrierPatience(spins: 20_000, yields: 0)

  /// Workers that share cores: who waits keeps the core from those it waits for.
  static let sharedCore = BarrierPatience(spins: 0, yields: 20)
}
