import Arithmetic
import Foundation
import Learning
import Machine
import Synchronization
import Team
import Testing

@testable import Training

@Suite struct `Workers of a run` {
  private static func machine(
    _ description: String, _ memory: MemoryPolicy = MemoryPolicy(),
    _ policy: PlacementPolicy = PlacementPolicy()
  ) throws -> Team {
    try Team(
      placement: .plan(policy, memory: memory, on: Topology.load(synthetic: description)))
  }

  private static let twoNodes = "package:2 [numa] core:2 pu:1"

  /// The threads that make something, by worker.
  private static func makers(_ workers: RunWorkers) async -> [UInt] {
    await workers.made { _ in UInt(bitPattern: pthread_self().hashValue) }
  }

  @Test func `on one node all is made by the caller, and no row is copied or moved`() async throws {
    for memory in PlacedMachine.policies {
      for team in [
        try Team(placement: .plan(PlacementPolicy(), memory: memory, on: Topology.load())),
        try Self.machine("[numa] core:4 pu:1", memory),
        try Self.machine(Self.twoNodes, memory, PlacementPolicy(workers: .count(2))),
        try Self.machine(Self.twoNodes, memory, PlacementPolicy(isBound: false)),
      ] {
        let workers = await RunWorkers(of: team)
        #expect(workers.nodes.isEmpty)
        #expect(workers.sharing == [Array(0..<team.workers)])
        #expect(await Set(Self.makers(workers)).count == 1)
        let data = MadeData(rows: 50).data
        for ranges in [nil, Array(repeating: 0..<50, count: team.workers)] {
          for examples in await data.examples(for: workers, ranges: ranges) {
            #expect(examples.inputs.elements.base == data.examples.inputs.elements.base)
          }
        }
        #expect(data.places.withLock { $0.copies.isEmpty && $0.bound.isEmpty })
        #expect(workers.warnings.lines.isEmpty)
      }
    }
  }

  @Test func `on several nodes each worker makes its own`() async throws {
    let team = try Self.machine(Self.twoNodes)
    let workers = await RunWorkers(Array(0..<4), of: team)
    #expect(workers.nodes == [0, 1])
    let threads = Mutex<[UInt]>(Array(repeating: 0, count: 4))
    try await team.run { worker in
      threads.withLock { $0[worker.index] = UInt(bitPattern: pthread_self().hashValue) }
    }
    #expect(await Self.makers(workers) == threads.withLock { $0 })
  }

  @Test(arguments: try PlacedMachine.all())
  func `each copy of the weights is updated once by workers of one node`(machine: PlacedMachine)
    async throws
  {
    let team = try machine.team()
    let workers = await RunWorkers(of: team)
    let isReplicated = machine.placement.memory.weights == .replicated
    #expect(workers.sharing.count == (isReplicated ? machine.placement.memoryNodes.count : 1))
    #expect(workers.sharing.flatMap { $0 }.sorted() == Array(0..<team.workers))
    #expect(workers.sharing[0].contains(0))
    let layout = ParameterLayout(MadeData.network(TrainingConfiguration()))
    let slices = workers.slices(layout, penalty: nil)
    for (copy, sharing) in workers.sharing.enumerated() {
      if isReplicated { #expect(Set(sharing.map { workers.node(ofWorker: $0) }).count == 1) }
      #expect(sharing.allSatisfy { workers.replica(ofWorker: $0) == copy })
      #expect(
        sharing.flatMap { slices[$0].ranges }.flatMap { Array($0) }.sorted()
          == Array(0..<layout.count))
    }
  }

  @Test func `rows are copied once to every node, however many runs read them`() async throws {
    let team = try Self.machine(Self.twoNodes, MemoryPolicy(rows: .replicated))
    let data = MadeData(rows: 50).data
    var found: [[UnsafeMutablePointer<Float>]] = []
    for _ in 0..<2 {
      let workers = await RunWorkers(Array(0..<4), of: team)
      let examples = await data.examples(for: workers, ranges: nil)
      for own in examples {
        #expect(own.inputs.elements.array() == data.examples.inputs.elements.array())
        #expect(own.targets.array() == data.examples.targets.array())
      }
      found.append(examples.map { $0.inputs.elements.base })
    }
    #expect(found[0] == found[1])
    #expect(found[0][0] == found[0][1] && found[0][2] == found[0][3])
    #expect(Set(found[0] + [data.examples.inputs.elements.base]).count == 3)
  }

  @Test func `rows of minibatches cannot be local, and that is said once`() async throws {
    let team = try Self.machine(Self.twoNodes, MemoryPolicy(rows: .local))
    let workers = await RunWorkers(Array(0..<4), of: team)
    _ = await MadeData(rows: 50).data.examples(
      for: workers, ranges: [0..<20, 20..<30, 30..<50, 50..<50])
    #expect(workers.warnings.lines.isEmpty)
    for _ in 0..<2 { _ = await MadeData(rows: 50).data.examples(for: workers, ranges: nil) }
    #expect(workers.warnings.lines.count == 1)
    var configuration = TrainingConfiguration()
    configuration.epochs = 1
    let result = try await Trainer(
      network: MadeData.network(configuration), configuration: configuration
    ).train(on: MadeData(rows: 50).data, team: team, participation: .all)
    #expect(result.memoryWarnings == workers.warnings.lines)
  }

  @Test func `the first refusal is said once, and not where threads run unbound anyway`() {
    for saysRefusals in [true, false] {
      let warnings = MemoryWarnings(saysRefusals: saysRefusals)
      #expect(warnings.collect {})
      for node in 0..<3 {
        let isGranted = warnings.collect { () throws(MachineError) in
          throw .memoryRefused(nodes: [node], code: EPERM)
        }
        #expect(!isGranted)
      }
      let expected =
        "memory stays where it was first used: cannot keep memory on NUMA node 0: "
        + "Operation not permitted"
      #expect(warnings.lines == (saysRefusals ? [expected] : []))
    }
  }

  @Test func `workers that share a core are slower, by report or measured`() async throws {
    let threads = try Topology.load(synthetic: "package:2 [numa] core:2 pu:2")
    let units = [0, 1, 2].map { threads.processingUnits[$0] }
    let team = try Team(placement: Placement(processingUnits: units, on: threads))
    #expect(await RunWorkers(of: team).speeds == [0.5, 0.5, 1])
    let even = try Team(
      placement: Placement(
        processingUnits: units, on: threads, policy: PlacementPolicy(split: .even)))
    #expect(await RunWorkers(of: even).speeds == [1, 1, 1])
    let measured = try #require(await makeTeam(2).measuredSpeeds(of: [0, 1]))
    #expect(measured.count == 2 && measured.allSatisfy { $0 > 0 && $0.isFinite })
    team.cancel(.interrupt)
    #expect(await team.measuredSpeeds(of: [0, 1, 2]) == nil)
  }
}
