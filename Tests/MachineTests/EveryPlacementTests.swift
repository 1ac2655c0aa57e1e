import Foundation
import Machine
import TestSupport
import Testing

/// Every machine that we have a description of, and every policy.
@Suite struct `Every placement` {
  /// hwloc's synthetic notation: flat, deep, with threads, with memory that hangs on different levels, with
  /// several nodes in one place.
  static let synthetic = [
    "pu:1", "pu:3", "core:1 pu:4", "core:5 pu:1", "package:2 core:4 pu:2",
    "package:2 [numa] l3:3 core:2 pu:2", "package:2 numa:2 l3:2 core:3 pu:1",
    "numa:4 package:1 l2:2 core:2 pu:4", "package:3 [numa] [numa] core:2 pu:2",
    "group:2 package:2 [numa] die:2 l3:1 l2:2 core:1 pu:2", "package:8 [numa] core:16 pu:2",
  ]

  enum Machine: CustomTestStringConvertible, Sendable {
    case stored(StoredMachine), synthetic(String)

    static let all =
      StoredMachine.allCases.map { Machine.stored($0) }
      + `Every placement`.synthetic.map { .synthetic($0) }

    func topology() throws -> Topology {
      switch self {
      case .stored(let machine): try machine.topology()
      case .synthetic(let description): try .load(synthetic: description)
      }
    }

    var testDescription: String {
      switch self {
      case .stored(let machine): machine.rawValue
      case .synthetic(let description): description
      }
    }
  }

  static func policies(on topology: Topology) -> [PlacementPolicy] {
    let most = topology.processingUnits.count
    let kinds = topology.coreKinds.count > 1 ? CoreKindRule.allCases : [.fastFirst]
    let counts = [1, 2, 3, 5, most / 2, most - 1, most, most + 1, 2 * most + 3].filter { $0 > 0 }
    let rules: [WorkerRule] = [.perCore, .perThread, .perCache] + counts.map { .count($0) }
    return rules.flatMap { rule in
      PlacementOrder.allCases.flatMap { order in
        [0, 3].flatMap { free in
          kinds.map {
            PlacementPolicy(workers: rule, order: order, freeCores: free, coreKinds: $0)
          }
        }
      }
    }
  }

  @Test(arguments: Machine.all)
  func `keeps the rules for every policy`(machine: Machine) throws {
    let topology = try machine.topology()
    let allowed = Set(topology.processingUnits)
    for policy in Self.policies(on: topology) {
      let plan = Placement.plan(policy, on: topology)
      #expect(plan.workers > 0)
      if case .count(let count) = policy.workers { #expect(plan.workers == count) }
      #expect(plan.processingUnits.allSatisfy(allowed.contains), "outside: \(policy)")
      let uses = Dictionary(grouping: plan.processingUnits, by: \.self).mapValues(\.count)
      let eligible = Self.eligible(policy, topology)
      #expect(Set(uses.keys).isSubset(of: eligible.units), "kept free or slow: \(policy)")
      // No unit twice while another is free, nor three times while another has one.
      let all = policy.workers == .perCache ? Set(uses.keys) : eligible.units
      let counts = all.map { uses[$0] ?? 0 }
      #expect(
        (counts.max() ?? 0) - (counts.min() ?? 0) <= 1 || plan.workers < all.count,
        "crowded: \(policy)")
      #expect(plan.workers > all.count || uses.values.allSatisfy { $0 == 1 }, "twice: \(policy)")
      checkFirstThreads(plan, uses, eligible.units, policy)
      if policy.order == .balanced { checkBalance(plan, uses, eligible.units, policy) }
      let order = plan.processingUnits.map { ($0.core, $0.hardwareThread) }
      #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 }, "numbering: \(policy)")
    }
  }

  /// What the policy leaves to workers, worked out apart from the plan: all threads of as many cores as are
  /// not kept free.
  private static func eligible(
    _ policy: PlacementPolicy, _ topology: Topology
  ) -> (units: Set<ProcessingUnit>, cores: Int) {
    let fastest = topology.cores.map(\.kind).max() ?? 0
    let cores = topology.cores.filter { policy.coreKinds != .fastOnly || $0.kind == fastest }
    let count = max(1, cores.count - policy.freeCores)
    // Which ones are free is the policy's to say: those that a plan for all of them uses.
    var everything = policy
    everything.workers = .perCore
    let used = Set(
      Placement.plan(everything, on: topology).processingUnits.map(\.core))
    #expect(used.count == count && used.isSubset(of: Set(cores.map(\.index))))
    return (Set(cores.filter { used.contains($0.index) }.flatMap(\.processingUnits)), count)
  }

  private func checkFirstThreads(
    _ plan: Placement, _ uses: [ProcessingUnit: Int], _ eligible: Set<ProcessingUnit>,
    _ policy: PlacementPolicy
  ) {
    guard policy.workers != .perCache else { return }
    let latest = uses.keys.map(\.hardwareThread).max() ?? 0
    let earlierFree = eligible.contains { $0.hardwareThread < latest && uses[$0] == nil }
    #expect(!earlierFree, "second threads before first ones: \(policy)")
  }

  /// Within one worker, save for nodes that have no unit left of the threads that are being given out.
  private func checkBalance(
    _ plan: Placement, _ uses: [ProcessingUnit: Int], _ eligible: Set<ProcessingUnit>,
    _ policy: PlacementPolicy
  ) {
    guard policy.workers != .perCache, plan.workers <= eligible.count else { return }
    let latest = uses.keys.map(\.hardwareThread).max() ?? 0
    let used = Dictionary(grouping: uses.keys, by: \.numaNode).mapValues(\.count)
    let free = Dictionary(
      grouping: eligible.filter { $0.hardwareThread <= latest && uses[$0] == nil }, by: \.numaNode)
    let most = used.values.max() ?? 0
    for node in free.keys { #expect(most - (used[node] ?? 0) <= 1, "unbalanced: \(policy)") }
  }

  /// Swift seeds its hashes anew in every process: the same plans in two of them.
  @Test func `does not depend on hash seeds`() async throws {
    let here = try Self.checksum()
    for _ in 0..<2 {
      await #expect(processExitsWith: .exitCode(Int32(here))) {
        exit(Int32(try `Every placement`.checksum()))
      }
    }
  }

  /// Of all plans for all machines, 1 to 251.
  static func checksum() throws -> Int {
    var sum = 1
    for machine in Machine.all {
      let topology = try machine.topology()
      for policy in policies(on: topology) {
        for unit in Placement.plan(policy, on: topology).processingUnits {
          sum = (sum &* 31 &+ unit.osIndex) % 1_000_000_007
        }
      }
    }
    return sum % 251 + 1
  }
}
