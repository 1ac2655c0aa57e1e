/// How long a worker that waits keeps its core before it sleeps.
struct BarrierPatience: Equatable, Sendable {
  /// Looks at the barrier in a tight loop, about a nanosecond each.
  let spins: Int

  /// Looks that each let another thread run first, at least a few hundred nanoseconds each.
  let yields: Int

  /// A core for every worker: tens of microseconds of spinning cover the usual difference between
  /// workers, since waking a sleeper costs as much; then about as long again with yields.
  static let ownCore = BarrierPatience(spins: 20_000, yields: 200)

  /// Workers that share cores: who waits keeps the core from those it waits for.
  static let sharedCore = BarrierPatience(spins: 0, yields: 20)
}
