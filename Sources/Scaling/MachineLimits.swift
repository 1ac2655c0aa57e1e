import Arithmetic
import Machine
import Synchronization
import Team

/// What the cores of a team can do at most, all at the same time.
struct MachineLimits: Sendable {
  private let team: Team
  private let memory: [MemoryProbe]
  private let passes: Int

  /// - Complexity: allocates four times the last cache, at most 128 MiB a worker, and runs for
  ///   some tens of milliseconds.
  init(of team: Team) async throws {
    self.team = team
    let level3 =
      team.placement.topology.cores.compactMap(\.caches.level3Bytes).max() ?? 32 << 20
    let bytes = min(
      Self.mostProbeBytes / team.workers, min(128 << 20, max(8 << 20, 4 * level3 / team.workers)))
    // Made by the workers themselves, so that memory lies where it is used.
    let made = Mutex<[MemoryProbe?]>(Array(repeating: nil, count: team.workers))
    try await team.run { worker in
      let probe = MemoryProbe(bytes: bytes)
      made.withLock { $0[worker.index] = probe }
    }
    memory = made.withLock { $0.compactMap { $0 } }
    var passes = 1 << 12
    var seconds = 0.0
    while seconds < Self.probeSeconds / 2 && passes < 1 << 40 {
      passes *= 2
      seconds = try await Self.computeSeconds(team, passes: passes)
    }
    self.passes = passes
  }

  /// Of all workers together: more are crowded onto their cores anyway.
  private static let mostProbeBytes = 4 << 30

  /// How long a probe runs: longer than clocks need to rise, shorter than a person notices.
  private static let probeSeconds = 0.02

  /// Fused multiply-adds of all workers together, 10⁹ operations a second.
  func gigaflops() async throws -> Double {
    let seconds = try await Self.computeSeconds(team, passes: passes)
    return Double(team.workers) * PeakProbe.operations(passes: passes) / max(seconds, 1e-9) / 1e9
  }

  /// Memory traffic of all workers together, 10⁹ bytes a second.
  func memoryGigabytesPerSecond() async throws -> Double {
    let seconds = try await Self.seconds(team) { [memory] worker in memory[worker].run() }
    return memory.reduce(0) { $0 + $1.bytesPerPass } / max(seconds, 1e-9) / 1e9
  }

  private static func computeSeconds(_ team: Team, passes: Int) async throws -> Double {
    let result = Atomic<UInt32>(0)
    return try await seconds(team) { worker in
      // Stored, so that the compiler cannot leave the work out.
      let number = PeakProbe.run(passes: passes, seed: 0.25 + 0.001 * Float(worker % 8))
      result.store(number.bitPattern, ordering: .relaxed)
    }
  }

  /// The time from when all workers begin until all have ended.
  private static func seconds(
    _ team: Team, _ work: @escaping @Sendable (Int) -> Void
  ) async throws -> Double {
    let elapsed = Mutex(0.0)
    try await team.run { worker in
      let clock = ContinuousClock()
      try worker.barrier()
      let start = clock.now
      work(worker.index)
      try worker.barrier()
      if worker.index == 0 { elapsed.withLock { $0 = (clock.now - start) / .seconds(1) } }
    }
    return elapsed.withLock { $0 }
  }
}
