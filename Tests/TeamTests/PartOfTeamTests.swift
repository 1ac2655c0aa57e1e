import Machine
import Synchronization
import Team
import Testing

/// Runs on some workers of a team.
@Suite(.timeLimit(.minutes(2))) struct `Part of a team` {
  @Test(arguments: [1, 2, 3, 5].flatMap { team in (1...team).map { (team, $0) } })
  func `runs the body once on each of its workers and on no other`(
    workers: Int, count: Int
  ) async throws {
    let runs = Cells(count: workers)
    let counts = Cells(count: workers)
    // Numbered without gaps, whoever of the team they are.
    try await makeTeam(workers).run(workers: count) { worker in
      runs[worker.index] += 1
      counts[worker.index] = worker.count
      for _ in 0..<20 { try worker.barrier() }
    }
    #expect(runs.all == (0..<workers).map { $0 < count ? 1 : 0 })
    #expect(counts.all == (0..<workers).map { $0 < count ? count : 0 })
  }

  @Test(arguments: [1, 2, 3, 5])
  func `runs on the threads of those whom the placement names`(count: Int) async throws {
    let team = try Team(placement: .plan(workers: 6, on: .load(synthetic: "l3:1 core:2 pu:2")))
    let threads = Cells(count: 6)
    try await team.run { threads[$0.index] = Int(bitPattern: currentThread()) }
    let parts = Cells(count: count)
    try await team.run(workers: count) { parts[$0.index] = Int(bitPattern: currentThread()) }
    #expect(parts.all == team.placement.participants(count).map { threads.all[$0] })
  }

  @Test(arguments: [[0], [4], [1, 3], [0, 2, 5], [0, 1, 2, 3, 4, 5]])
  func `runs on the threads of those who are named`(members: [Int]) async throws {
    let team = try Team(placement: .plan(workers: 6, on: .load(synthetic: "l3:2 core:3 pu:1")))
    let threads = Cells(count: 6)
    try await team.run { threads[$0.index] = Int(bitPattern: currentThread()) }
    for _ in 0..<2 {
      let parts = Cells(count: members.count)
      try await team.run(members: members) { worker in
        parts[worker.index] = Int(bitPattern: currentThread())
        for _ in 0..<20 { try worker.barrier() }
      }
      #expect(parts.all == members.map { threads.all[$0] })
    }
  }

  @Test func `may be any of a thousand parts, one after the other`() async throws {
    let team = try makeTeam(10)
    let sum = Atomic(0)
    for part in 1..<1024 {
      let members = (0..<10).filter { part >> $0 & 1 == 1 }
      try await team.run(members: members) { worker in
        if worker.index == 0 { sum.add(worker.count, ordering: .relaxed) }
        try worker.barrier()
      }
    }
    #expect(sum.load(ordering: .relaxed) == 5 * 1024)
  }

  @Test func `has a processing unit for each of two workers where sixteen share`() async throws {
    let topology = try Topology.load()
    let units = topology.processingUnits.count
    let team = try Team(placement: .plan(workers: 8 * units, on: topology))
    let places = Mutex<Set<String?>>([])
    try await team.run(workers: units) { _ in
      places.withLock { _ = $0.insert(allowedProcessorsOfThread()) }
    }
    #expect(places.withLock { $0 } == Set(topology.processingUnits.map { "\($0.osIndex)" }))
  }

  @Test func `meets without the others`() async throws {
    let arrivals = Atomic(0)
    let early = Atomic(0)
    try await makeTeam(5).run(workers: 3) { worker in
      for meeting in 1...300 {
        arrivals.add(1, ordering: .relaxed)
        try worker.barrier()
        if arrivals.load(ordering: .relaxed) != meeting * 3 { early.add(1, ordering: .relaxed) }
        try worker.barrier()
      }
    }
    #expect(arrivals.load(ordering: .relaxed) == 900)
    #expect(early.load(ordering: .relaxed) == 0)
  }

  @Test func `may be another one from run to run`() async throws {
    let team = try makeTeam(4)
    // Fewer, more, all, one; unlike meetings, so that a generation left over would show.
    for (round, count) in [4, 1, 3, 2, 4, 2, 1, 4, 3].enumerated() {
      let cells = Cells(count: 4)
      let stale = Atomic(0)
      try await team.run(workers: count) { worker in
        for meeting in 1...(5 + round) {
          cells[worker.index] = meeting
          try worker.barrier()
          for other in 0..<count where cells[other] != meeting {
            stale.add(1, ordering: .relaxed)
          }
          try worker.barrier()
        }
      }
      #expect(cells.all == (0..<4).map { $0 < count ? 5 + round : 0 })
      #expect(stale.load(ordering: .relaxed) == 0)
    }
  }

  @Test(arguments: [1, 2, 3])
  func `ends with the error of the worker that failed`(count: Int) async throws {
    let team = try makeTeam(4)
    for failing in 0..<count {
      let stopped = Atomic(0)
      await #expect(throws: OwnError(worker: failing)) {
        try await team.run(workers: count) { worker in
          try worker.barrier()
          if worker.index == failing { throw OwnError(worker: failing) }
          do throws(TeamError) {
            try worker.barrier()
          } catch {
            if error == .stopped { stopped.add(1, ordering: .relaxed) }
            throw error
          }
        }
      }
      #expect(stopped.load(ordering: .relaxed) == count - 1)
      // Also those that took no part then.
      try await team.run { try $0.barrier() }
    }
  }

  @Test(arguments: [1, 2, 3])
  func `is reached by cancellation of its task`(count: Int) async throws {
    let team = try makeTeam(4)
    let meetings = Atomic(0)
    let task = Task {
      try await team.run(workers: count) { worker in
        while true {
          try worker.barrier()
          meetings.add(1, ordering: .relaxed)
          try worker.checkCancellation()
        }
      }
    }
    while meetings.load(ordering: .relaxed) < 100 { await Task.yield() }
    task.cancel()
    await #expect(throws: TeamError.cancelled(.task)) { try await task.value }
    try await team.run(workers: count) { try $0.barrier() }
  }

  @Test(arguments: [2, 3])
  func `is reached by a signal's cancellation, and so is every later run`(
    count: Int
  ) async throws {
    let team = try makeTeam(4)
    let started = Atomic(false)
    let task = Task {
      try await team.run(workers: count) { worker in
        started.store(true, ordering: .relaxed)
        while true { try worker.barrier() }
      }
    }
    while !started.load(ordering: .relaxed) { await Task.yield() }
    team.cancel(.interrupt)
    await #expect(throws: TeamError.cancelled(.interrupt)) { try await task.value }
    for later in [2, 4, 3] {
      await #expect(throws: TeamError.cancelled(.interrupt)) {
        try await team.run(workers: later) { try $0.barrier() }
      }
    }
  }

  @Test func `that does not meet as one is an error, not a hang`() async throws {
    await #expect(throws: TeamError.unbalanced) {
      try await makeTeam(4).run(workers: 3) { worker in
        try worker.barrier()
        if worker.index != 1 { try worker.barrier() }
      }
    }
  }

  @Test(arguments: [0, -1, 3])
  func `of no worker, or of more than there are, is a mistake`(count: Int) async {
    await #expect(processExitsWith: .failure) { [count] in
      try await makeTeam(2).run(workers: count) { _ in }
    }
  }
}
