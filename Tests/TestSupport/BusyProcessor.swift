internal import Foundation
public import Machine
internal import Synchronization
internal import Team
public import Testing

/// Threads that keep a processing unit busy, so that whoever else is there gets a small part of it.
public final class BusyProcessor: Sendable {
  /// Whether what it takes can be seen: it was said that no other tests run at the same time, there
  /// is another processing unit to go to, and the system says who waits.
  private static var canBeSeen: Bool {
    guard ProcessInfo.processInfo.environment["LOCKSTEP_ALONE"] != nil,
      let topology = try? Topology.load(), topology.processingUnits.count > 1,
      let team = try? Team(placement: .plan(workers: 1, on: topology))
    else { return false }
    return team.isBound && team.threadTimes(of: [0]) != nil
  }

  /// For tests of what a busy processing unit does to others: they tell nothing beside other tests,
  /// which keep all units busy, and hold up those beside them.
  public static let isNeeded: ConditionTrait = .enabled(
    if: canBeSeen,
    "needs LOCKSTEP_ALONE=1 and --no-parallel, two processors and accounts of threads")

  private let team: Team
  private let threads: Int
  // Relaxed: they are the whole message.
  private let started = Atomic(0)
  private let isOver = Atomic(false)

  /// - Parameter threads: how many; whoever else is there gets one part in one more than these.
  public init(_ unit: ProcessingUnit, on topology: Topology, threads: Int = 3) throws {
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
