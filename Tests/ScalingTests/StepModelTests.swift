import Foundation
import Learning
import Machine
import Scaling
import TestSupport
import Testing

/// The model on made costs and made machines.
@Suite struct `Model of a step` {
  static let flat = "package:1 [numa] l3:1(size=1073741824) core:64 pu:1"

  static func rows(
    _ costs: StepCosts, _ counts: [Int], on machine: String, work: StepWork = .made(),
    memory: MemoryPolicy = MemoryPolicy(), allTakePart: Bool = true
  ) throws -> [PredictionRow] {
    StepModel(costs: costs, work: work).rows(
      workers: counts, on: try .made(machine, memory: memory), allTakePart: allTakePart)
  }

  /// Everything costs something.
  static let dear = StepCosts.made(
    updateMicroseconds: 20, meetingNanoseconds: 200, lineNanoseconds: 4,
    orderNanosecondsPerRow: 3, crowdedSpeed: 0.8)

  @Test func `with free meetings and lines it scales ideally`() throws {
    for row in try Self.rows(.made(), [1, 2, 4, 8, 16, 32, 64], on: Self.flat) {
      #expect(abs(row.speedup - Double(row.workers)) < 1e-9 * Double(row.workers))
      #expect(row.limit == .computing && row.participants == row.workers)
    }
  }

  @Test func `workers beyond the shards gain nothing`() throws {
    let work = StepWork.made(rows: 4 * 16)
    let rows = try Self.rows(
      Self.dear, [4, 5, 16, 64], on: Self.flat, work: work, allTakePart: false)
    #expect(Set(rows.map(\.microsecondsPerStep)).count == 1)
    #expect(rows.allSatisfy { $0.participants <= 4 })
    // Not even where updates of smaller slices would be shorter.
    let update = try Self.rows(
      .made(updateMicroseconds: 1000), [4, 64], on: Self.flat, work: work, allTakePart: false)
    #expect(update.map(\.participants) == [4, 4])
    // All of them only meet longer.
    let crowd = try Self.rows(
      .made(meetingNanoseconds: 200), [4, 64], on: Self.flat, work: work)
    #expect(crowd.map(\.participants) == [4, 64])
    #expect(crowd[0].microsecondsPerStep < crowd[1].microsecondsPerStep)
  }

  /// From machine to machine one level more lies between the same cores.
  @Test func `farther workers are never faster`() throws {
    let machines = [
      "package:1 [numa] l3:1(size=33554432) core:32 pu:1",
      "package:1 [numa] l3:4(size=33554432) core:8 pu:1",
      "package:4 [numa] l3:1(size=33554432) core:8 pu:1",
    ]
    var costs = Self.dear
    // What fits in larger caches is another matter.
    costs.memory.lastCacheBytes = nil
    let times = try machines.map {
      try Self.rows(costs, [1, 2, 8, 12, 16, 32], on: $0).map(\.microsecondsPerStep)
    }
    for (near, far) in zip(times, times.dropFirst()) {
      #expect(zip(near, far).allSatisfy { $0 <= $1 })
      #expect(near[0] == far[0] && near[5] < far[5])
    }
    let fetches = try machines.map { machine in
      let terms = try Self.rows(costs, [32], on: machine)[0].terms
      return terms.fetchWithinCache + terms.fetchWithinNode + terms.fetchAcross
    }
    #expect(fetches[0] < fetches[1] && fetches[1] < fetches[2])
    // Within a cache nothing is across.
    let rows = try Self.rows(costs, [8], on: machines[2])
    #expect(rows[0].terms.fetchAcross == 0 && rows[0].terms.fetchWithinCache > 0)
  }

  @Test func `terms add up to the step`() throws {
    var costs = Self.dear
    costs.memory.secondCacheBytes = 1 << 30
    costs.memory.memoryNanosecondsPerLine = 5
    costs.memory.gigabytesPerSecondOfOne = 0.01
    costs.memory.gigabytesPerSecondOfNode = 0.01
    let rows = try Self.rows(
      costs, [24], on: "package:2 [numa] l3:2(size=1048576) core:6 pu:1",
      work: .made(rows: 1000, dataBytes: 1 << 40))
    let terms = rows[0].terms
    let sum =
      terms.computing + terms.imbalance + terms.rowOrder + terms.update + terms.fetchWithinCache
      + terms.fetchWithinNode + terms.fetchAcross + terms.meetings + terms.spill + terms.memory
    #expect(abs(sum - rows[0].microsecondsPerStep) < 1e-9 * sum)
    #expect(StepTerms.all.allSatisfy { $0.value(terms) > 0 }, "\(terms)")
    #expect(StepTerms.all.map(\.name) == StepTerms.Name.allCases)
  }

  @Test func `two workers pay for two meetings and each other's lines`() throws {
    let costs = StepCosts.made(meetingNanoseconds: 250)
    let terms = try Self.rows(costs, [2], on: Self.flat)[0].terms
    #expect(terms.meetings == 0.5)
    let lines = try Self.rows(.made(lineNanoseconds: 8), [2], on: Self.flat)[0].terms
    let work = StepWork.made()
    let (weights, gradient) = (
      Double(4 * (work.layout.count + work.layout.transposedCount)), Double(4 * work.layout.count)
    )
    // Half of the weights and of the other's gradient, and the same of one's own back; about, since
    // slices are cut between blocks.
    let expected = (2 * weights + 2 * gradient) / 2 / 64 * 8 / 1e3
    #expect(abs(lines.fetchWithinCache / expected - 1) < 0.05)
  }

  @Test func `costs are those of the distance that they were measured at`() throws {
    let far = "package:2 [numa] l3:1 core:1 pu:1"
    let near = try Self.rows(.made(meetingNanoseconds: 100, lineNanoseconds: 2), [2], on: far)
    let here = try Self.rows(
      .made(meetingNanoseconds: 350, lineNanoseconds: 7, distance: 3.5), [2], on: far)
    #expect(abs(near[0].microsecondsPerStep - here[0].microsecondsPerStep) < 1e-9)
    #expect(here[0].terms.meetings == 0.7)
  }

  @Test func `fast cores get more shards where the policy has it so`() throws {
    let topology = try Topology.load(xml: StoredMachine.hybrid.path)
    func row(_ split: SplitRule) -> PredictionRow {
      StepModel(costs: .made(), work: .made(rows: 1 << 14)).rows(
        workers: [topology.cores.count],
        on: PredictionTarget(
          name: "hybrid", topology: topology, policy: PlacementPolicy(split: split),
          memory: MemoryPolicy()), allTakePart: true)[0]
    }
    #expect(topology.coreKinds.count > 1)
    #expect(row(.reported).microsecondsPerStep < row(.even).microsecondsPerStep)
    #expect(row(.reported).terms.imbalance < row(.even).terms.imbalance)
  }

  @Test func `two workers on a core have half of it each`() throws {
    let rows = try Self.rows(.made(), [1, 2], on: "core:1 pu:2")
    #expect(rows[1].speedup == 1)
  }

  @Test func `clocks fall with busy cores`() throws {
    let rows = try Self.rows(.made(crowdedSpeed: 0.5), [1, 2, 3], on: "package:1 core:3 pu:1")
    #expect(rows[0].terms.computing == 102.4)
    // 32 of 64 shards, at three quarters of the speed.
    #expect(abs(rows[1].terms.computing - 51.2 / 0.75) < 1e-9)
  }

  @Test func `what fits here and not there costs the next level`() throws {
    var costs = StepCosts.made()
    costs.memory.lastCacheNanosecondsPerLine = 1
    costs.memory.memoryNanosecondsPerLine = 6
    func spill(_ cacheBytes: Int) throws -> Double {
      try Self.rows(costs, [8], on: "package:1 l3:1(size=\(cacheBytes)) core:8 pu:1")[0]
        .terms.spill
    }
    #expect(try spill(1 << 30) == 0)
    #expect(try spill(1 << 20) > 0)
    #expect(try spill(1 << 19) > spill(1 << 20))
  }

  @Test func `rows wait for a memory that delivers less than workers take`() throws {
    let costs = StepCosts.made(gigabytesPerSecond: 1)
    func memory(_ rows: RowMemory, dataBytes: Int = 1 << 40) throws -> Double {
      try Self.rows(
        costs, [16], on: "package:2 [numa] l3:1(size=1048576) core:8 pu:1",
        work: .made(dataBytes: dataBytes), memory: MemoryPolicy(rows: rows))[0].terms.memory
    }
    // 1024 rows of 784 numbers over two nodes, which deliver at most 8 GB/s each.
    let expected = 1024.0 * 784 * 4 / 2 / 8 / 1e3 - 6.4
    #expect(try abs(memory(.interleaved) - expected) < 1e-6)
    #expect(try abs(memory(.local) - expected) < 1e-6)
    // They stay in the caches.
    #expect(try memory(.interleaved, dataBytes: 1000) == 0)
  }

  @Test func `replicated weights are not fetched across nodes`() throws {
    let machine = "package:2 [numa] l3:1(size=1073741824) core:8 pu:1"
    let shared = try Self.rows(Self.dear, [16], on: machine)[0].terms
    let replicated = try Self.rows(
      Self.dear, [16], on: machine, memory: MemoryPolicy(weights: .replicated))[0].terms
    // But each node updates all of them.
    #expect(replicated.update > 1.9 * shared.update)
    #expect(replicated.fetchAcross > 0)
    let alone = try Self.rows(
      Self.dear, [8], on: machine, memory: MemoryPolicy(weights: .replicated))
    #expect(try alone == Self.rows(Self.dear, [8], on: machine))
  }

  @Test func `distances between nodes are the reported ones where there are any`() throws {
    let topology = try Topology.load(xml: StoredMachine.clusterOnDie.path)
    let distances = try #require(topology.memoryDistances)
    let (first, last) = (topology.cores[0], topology.cores[topology.cores.count - 1])
    #expect(
      WorkerDistance(first, last, on: topology)
        == WorkerDistance(level: .machine, factor: 2 * distances[0][3] / distances[0][0]))
    #expect(WorkerDistance(first, topology.cores[1], on: topology) == .sharedCache)
  }

  @Test func `the limit is the largest term but computing, unless that is nine tenths`() {
    var terms = StepTerms()
    terms.computing = 91
    terms.update = 9
    #expect(terms.limit == .computing)
    terms.meetings = 9.5
    #expect(terms.limit == .meetings)
  }

  @Test func `a prediction is the same after a journey through JSON`() throws {
    let prediction = ScalingPrediction.made(
      rows: try Self.rows(Self.dear, [1, 8], on: Self.flat), costs: Self.dear)
    let data = try JSONEncoder().encode(prediction)
    #expect(try JSONDecoder().decode(ScalingPrediction.self, from: data) == prediction)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(
      Set(rows[0].keys) == [
        "workers", "participants", "microsecondsPerStep", "samplesPerSecond", "speedup",
        "efficiency", "terms", "limit",
      ])
    #expect((rows[1]["terms"] as? [String: Any])?.count == StepTerms.all.count)
  }
}

extension ScalingPrediction {
  static func made(rows: [PredictionRow], costs: StepCosts) -> ScalingPrediction {
    ScalingPrediction(
      machine: PredictedMachine(
        name: "made", packages: 1, numaNodes: 1, lastCaches: 1, cores: 64, pus: 64),
      data: "made rows", widths: [784, 256, 10], activation: .relu, loss: .crossEntropy,
      rowsPerStep: 1024, rowsPerShard: 16, rounds: 5, instructionSet: "AVX-512", rows: rows,
      assumptions: ["a", "b"], costs: costs, noise: [])
  }
}
