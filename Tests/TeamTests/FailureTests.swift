import Synchronization
import Team
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Failure` {
  @Test(arguments: [1, 2, 3, 8].flatMap { count in (0..<count).map { (count, $0) } })
  func `ends the run with the error of the worker that failed`(
    workers: Int, failing: Int
  ) async throws {
    let team = try makeTeam(workers)
    let stopped = Atomic(0)
    await #expect(throws: OwnError(worker: failing)) {
      try await team.run { worker in
        for meeting in 0..<100 {
          if worker.index == failing && meeting == 50 { throw OwnError(worker: failing) }
          do throws(TeamError) {
            try worker.barrier()
          } catch {
            if error == .stopped { stopped.add(1, ordering: .relaxed) }
            throw error
          }
        }
      }
    }
    #expect(stopped.load(ordering: .relaxed) == workers - 1)
  }

  @Test func `of several workers that fail by themselves counts for the lowest`() async throws {
    let team = try makeTeam(4)
    for _ in 0..<50 {
      let ready = Atomic(0)
      await #expect(throws: OwnError(worker: 1)) {
        try await team.run { worker in
          try worker.barrier()
          guard worker.index > 0 else { return try worker.barrier() }
          // All three are past their last barrier before the first throws.
          ready.add(1, ordering: .relaxed)
          while ready.load(ordering: .relaxed) < 3 { yieldProcessor() }
          throw OwnError(worker: worker.index)
        }
      }
    }
  }

  @Test func `an error wrapped after being told to stop is a consequence`() async throws {
    await #expect(throws: OwnError(worker: 2)) {
      try await makeTeam(3).run { worker in
        if worker.index == 2 { throw OwnError(worker: 2) }
        do {
          try worker.barrier()
        } catch {
          throw OwnError(worker: worker.index)
        }
      }
    }
  }

  @Test func `is seen between barriers by who looks`() async throws {
    await #expect(throws: OwnError(worker: 0)) {
      try await makeTeam(2).run { worker in
        if worker.index == 0 { throw OwnError(worker: 0) }
        while true { try worker.checkCancellation() }
      }
    }
  }

  @Test func `wakes workers that sleep`() async throws {
    await #expect(throws: OwnError(worker: 3)) {
      try await makeTeam(4).run { worker in
        if worker.index == 3 {
          sleepSeconds(0.2)
          throw OwnError(worker: 3)
        }
        try worker.barrier()
      }
    }
  }

  @Test func `a team works again after it`() async throws {
    let team = try makeTeam(3)
    for round in 0..<20 {
      await #expect(throws: OwnError(worker: round % 3)) {
        try await team.run { worker in
          if worker.index == round % 3 { throw OwnError(worker: worker.index) }
          try worker.barrier()
        }
      }
      let sum = Atomic(0)
      try await team.run { worker in
        for _ in 0..<10 { try worker.barrier() }
        sum.add(worker.index, ordering: .relaxed)
      }
      #expect(sum.load(ordering: .relaxed) == 3)
    }
  }

  @Test(arguments: [2, 3, 8])
  func `a barrier that not all meet is an error, not a hang`(workers: Int) async throws {
    await #expect(throws: TeamError.unbalanced) {
      try await makeTeam(workers).run { worker in
        try worker.barrier()
        if worker.index != workers / 2 { try worker.barrier() }
      }
    }
  }

  @Test func `a worker that finishes first disturbs nobody's last part`() async throws {
    let finished = Atomic(0)
    try await makeTeam(3).run { worker in
      try worker.barrier()
      if worker.index > 0 {
        sleepSeconds(0.05)
        for _ in 0..<1000 { try worker.checkCancellation() }
      }
      finished.add(1, ordering: .relaxed)
    }
    #expect(finished.load(ordering: .relaxed) == 3)
  }
}
