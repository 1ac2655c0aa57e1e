import Glibc
import Synchronization
import Team
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Cancellation` {
  @Test(arguments: [1, 2, 3, 8])
  func `of the task ends a run at once`(workers: Int) async throws {
    let team = try makeTeam(workers)
    let meetings = Atomic(0)
    let task = Task {
      try await team.run { worker in
        while true {
          try worker.barrier()
          meetings.add(1, ordering: .relaxed)
          try worker.checkCancellation()
        }
      }
    }
    while meetings.load(ordering: .relaxed) < 100 { await Task.yield() }
    task.cancel()
    let before = meetings.load(ordering: .relaxed)
    await #expect(throws: TeamError.cancelled(.task)) { try await task.value }
    // Counted and not timed, since other tests may have all cores: no meeting is completed after the
    // cancellation, and who had just passed one counts it and looks.
    #expect(meetings.load(ordering: .relaxed) <= before + workers)
  }

  @Test func `reaches workers that never look, at their barrier`() async throws {
    let team = try makeTeam(2)
    let started = Atomic(false)
    let task = Task {
      try await team.run { worker in
        started.store(true, ordering: .relaxed)
        while true { try worker.barrier() }
      }
    }
    while !started.load(ordering: .relaxed) { await Task.yield() }
    team.cancel(.interrupt)
    await #expect(throws: TeamError.cancelled(.interrupt)) { try await task.value }
  }

  @Test func `before a run ends it at its first barrier`() async throws {
    let team = try makeTeam(2)
    let passed = Atomic(0)
    let task = Task {
      // Returns as soon as the task is cancelled.
      try? await Task.sleep(for: .seconds(60))
      try await team.run { worker in
        try worker.barrier()
        passed.add(1, ordering: .relaxed)
      }
    }
    task.cancel()
    await #expect(throws: TeamError.cancelled(.task)) { try await task.value }
    #expect(passed.load(ordering: .relaxed) == 0)
  }

  @Test func `of one task leaves the team to the next`() async throws {
    let team = try makeTeam(2)
    let cancelled = Task { try await team.run { while true { try $0.barrier() } } }
    cancelled.cancel()
    await #expect(throws: TeamError.cancelled(.task)) { try await cancelled.value }
    try await team.run { try $0.barrier() }
  }

  @Test func `by a signal counts for later runs and keeps its first reason`() async throws {
    let team = try makeTeam(2)
    team.cancel(.terminate)
    team.cancel(.interrupt)
    for _ in 0..<2 {
      await #expect(throws: TeamError.cancelled(.terminate)) {
        try await team.run { try $0.barrier() }
      }
    }
  }

  @Test func `too late for any worker to notice changes nothing`() async throws {
    let team = try makeTeam(2)
    try await team.run { worker in
      try worker.barrier()
      if worker.index == 0 { team.cancel(.interrupt) }
    }
  }

  @Test func `counts less than an error of a worker's own`() async throws {
    let team = try makeTeam(2)
    await #expect(throws: OwnError(worker: 1)) {
      try await team.run { worker in
        if worker.index == 1 {
          team.cancel(.interrupt)
          throw OwnError(worker: 1)
        }
        try worker.barrier()
      }
    }
  }

  @Test func `wakes sleepers from within a signal handler`() async {
    await #expect(processExitsWith: .success) {
      let team = try makeTeam(2)
      // The handler may take no lock, so it finds the team through a pointer set beforehand.
      signalledPointer.store(
        UInt(bitPattern: Unmanaged.passRetained(team).toOpaque()), ordering: .releasing)
      signal(SIGINT) { _ in
        let bits = signalledPointer.load(ordering: .acquiring)
        guard let pointer = UnsafeRawPointer(bitPattern: bits) else { return }
        Unmanaged<Team>.fromOpaque(pointer).takeUnretainedValue().cancel(.interrupt)
      }
      await #expect(throws: TeamError.cancelled(.interrupt)) {
        try await team.run { worker in
          if worker.index == 0 {
            sleepSeconds(0.2)  // the other one sleeps by now
            kill(getpid(), SIGINT)
            while true { try worker.checkCancellation() }
          }
          try worker.barrier()
        }
      }
    }
  }
}

/// The team that the signal handler cancels.
private let signalledPointer = Atomic<UInt>(0)
