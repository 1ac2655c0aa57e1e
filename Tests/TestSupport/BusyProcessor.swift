public import Machine
internal import Synchronization
internal import Team

/// Threads that keep a processing unit busy, so that whoever else is there gets a small part of it.
public final class BusyProcessor: Sendable {
  /// Whether there is another processing unit to go to, and a system that says who waits.
  public static var canBeSeen: Bool {
    guard let topology = try? Topology.load(), topology.processingUnits.count > 1,
      let team = try? Team(placement: .plan(workers: 1, on: topology))
    else { return false }
    return team.isBound && team.threadTimes(of: [0]) != nil
  }

  private let team: Team
  private let threads: Int
  // Relaxed: they are the whole message.
  private let started = Atomic(0)
  private let isOver = Atomic(false)

  /// - Parameter threads: so many that what other tests do at the same time makes no difference.
  public init(_ unit: ProcessingUnit, on topology: Topology, threads: Int = 12) throws {
    team = try Team(
      placement: Placement(
        processingUnits: Array(repeating: unit, count: threads), on: topology))
    self.threads = threads
  }

  /// Runs `body` while the threads work.
  public func run<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async throws -> Result {
    async let work: Void = team.run { [self] worker in
      started.add(1, ordering: .relaxed)
      while !isOver.load(ordering: .relaxed) { try worker.checkCancellation() }
    }
    do {
      for _ in 0..<60_000 where started.load(ordering: .relaxed) < threads {
        try await Task.sleep(for: .milliseconds(1))
      }
      let result = try await body()
      isOver.store(true, ordering: .relaxed)
      try await work
      return result
    } catch {
      isOver.store(true, ordering: .relaxed)
      throw error
    }
  }
}
