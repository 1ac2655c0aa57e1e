import Machine
import Synchronization
import Team
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Teams` {
  @Test(arguments: [1, 2, 5])
  func `run the body once on each worker, all at the same time`(workers: Int) async throws {
    let runs = Cells(count: workers)
    try await makeTeam(workers).run { worker in
      #expect(worker.count == workers)
      runs[worker.index] += 1
      try worker.barrier()
    }
    #expect(runs.all.allSatisfy { $0 == 1 })
  }

  @Test func `run every worker on the processing unit it was given`() async throws {
    let topology = try Topology.load()
    let workers = topology.processingUnits.count + 1
    let team = try Team(placement: .plan(workers: workers, on: topology))
    #expect(team.bindingWarning == nil)
    let units = team.placement.processingUnits
    try await team.run { worker in
      #expect(allowedProcessorsOfThread() == "\(units[worker.index].osIndex)")
    }
  }

  @Test func `run unbound and say so once where processing units do not exist`() async throws {
    let topology = try Topology.load()
    let missing = ProcessingUnit(
      osIndex: 4095, core: 0, hardwareThread: 0, numaNode: 0, package: 0)
    let units = [topology.processingUnits[0], missing, missing]
    let team = try Team(placement: Placement(processingUnits: units, on: topology))
    let warning = try #require(team.bindingWarning)
    #expect(warning.workers == [1, 2])
    #expect(warning.description.hasPrefix("2 workers run unbound: "))
    #expect(!warning.description.contains("\n"))
    let meetings = Atomic(0)
    try await team.run { worker in
      try worker.barrier()
      meetings.add(1, ordering: .relaxed)
    }
    #expect(meetings.load(ordering: .relaxed) == 3)
  }

  @Test func `run on this machine with the placement of another one`() async throws {
    let topology = try Topology.load(synthetic: "package:2 core:2 pu:1")
    let team = try Team(placement: .plan(workers: 2, on: topology))
    #expect(team.bindingWarning?.workers == [0, 1])
    #expect(team.bindingWarning?.cause == .bindingElsewhere(processingUnit: 0))
    try await team.run { try $0.barrier() }
  }

  @Test func `leave threads to the system where the placement says so`() async throws {
    let topology = try Topology.load()
    let policy = PlacementPolicy(workers: .count(2), isBound: false)
    let team = try Team(placement: .plan(policy, on: topology))
    #expect(team.bindingWarning == nil)
    let everywhere = try #require(allowedProcessorsOfThread())
    let elsewhere = Atomic(0)
    for one in [team] + (try team.membersAsTeams()) {
      #expect(one.bindingWarning == nil)
      try await one.run { worker in
        if allowedProcessorsOfThread() != everywhere { elsewhere.add(1, ordering: .relaxed) }
        try worker.barrier()
      }
    }
    #expect(elsewhere.load(ordering: .relaxed) == 0)
  }

  @Test func `leave no thread behind`() async {
    await #expect(processExitsWith: .success) {
      let topology = try Topology.load()
      func use() async throws {
        let team = try Team(placement: .plan(workers: 4, on: topology))
        try await team.run { try $0.barrier() }
        try? await team.run { worker in
          if worker.index == 2 { throw OwnError(worker: 2) }
          try worker.barrier()
        }
      }
      // The first uses also start threads of Swift's own pool, which stay.
      for _ in 0..<5 { try await use() }
      let before = threadCount()
      for _ in 0..<50 { try await use() }
      // The kernel lists a joined thread for a moment longer; pool threads are one a processor.
      for _ in 0..<100 where threadCount() > before + 1 { sleepSeconds(0.01) }
      try #require(threadCount() <= before + 1)
    }
  }

  @Test func `leave the shared pool free while they block`() async throws {
    let team = try makeTeam(32)
    let release = Atomic(false)
    let run = Task {
      try await team.run { _ in
        while !release.load(ordering: .relaxed) { sleepSeconds(0.001) }
      }
    }
    // Would never run if 32 blocked workers held the pool's few threads.
    let answers = await withTaskGroup(of: Int.self) { group in
      for index in 0..<100 { group.addTask { index } }
      return await group.reduce(0, +)
    }
    #expect(answers == 4950)
    release.store(true, ordering: .relaxed)
    try await run.value
  }

  @Test func `have a deep stack`() async {
    await #expect(processExitsWith: .success) {
      try await makeTeam(1).run { _ in
        try #require(framesWithin(stackBytes: 6 << 20) > 0)
      }
    }
  }

  @Test func `of absurd size are refused before a thread is started`() throws {
    let topology = try Topology.load(synthetic: "pu:1")
    let error = TeamError.tooManyWorkers(found: 4097, limit: 4096)
    #expect(throws: error) { try Team(placement: .plan(workers: 4097, on: topology)) }
    #expect(error.description == "4097 workers asked for, a team has at most 4096")
  }
}
