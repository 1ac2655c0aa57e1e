import Synchronization
import Testing

@testable import Team

// Serialized: pinned workers of several tests would wait for each other's time slices.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `Barriers` {
  @Test(arguments: [1, 2, 3, 8, 16])
  func `nobody goes on before all have arrived`(workers: Int) async throws {
    let arrivals = Atomic(0)
    let early = Atomic(0)
    try await makeTeam(workers).run { worker in
      for meeting in 1...500 {
        arrivals.add(1, ordering: .relaxed)
        try worker.barrier()
        if arrivals.load(ordering: .relaxed) != meeting * workers {
          early.add(1, ordering: .relaxed)
        }
        try worker.barrier()
      }
    }
    #expect(arrivals.load(ordering: .relaxed) == 500 * workers)
    #expect(early.load(ordering: .relaxed) == 0)
  }

  @Test(arguments: BarrierShape.trees)
  func `nobody goes on before all have arrived, in a tree`(shape: BarrierShape) async throws {
    let arrivals = Atomic(0)
    let early = Atomic(0)
    try await shape.team().run { worker in
      for meeting in 1...300 {
        arrivals.add(1, ordering: .relaxed)
        try worker.barrier()
        if arrivals.load(ordering: .relaxed) != meeting * shape.workers {
          early.add(1, ordering: .relaxed)
        }
        try worker.barrier()
      }
    }
    #expect(arrivals.load(ordering: .relaxed) == 300 * shape.workers)
    #expect(early.load(ordering: .relaxed) == 0)
  }

  /// Plain memory and plain loops: collections of the standard library go through locks of the
  /// Swift runtime, which would hide a missing ordering from the thread sanitizer.
  @Test(arguments: [.flat(2), .flat(3), .flat(8)] + BarrierShape.trees)
  func `what one wrote before all see after`(shape: BarrierShape) async throws {
    let workers = shape.workers
    let cells = Cells(count: workers)
    let stale = Cells(count: workers)
    try await shape.team().run { worker in
      for round in 1...300 {
        cells[worker.index] = round
        try worker.barrier()
        for other in 0..<workers where cells[other] != round { stale[worker.index] += 1 }
        try worker.barrier()
      }
    }
    #expect(stale.all.allSatisfy { $0 == 0 })
  }

  @Test(
    arguments: [.flat(4), .twoByTwo, .uneven, .threeLevels] as [BarrierShape],
    [BarrierPatience(spins: 0, yields: 0), BarrierPatience(spins: 3, yields: 1), .sharedCore])
  func `no wake-up is lost, however soon workers sleep`(
    shape: BarrierShape, patience: BarrierPatience
  ) async throws {
    let barrier = try shape.barrier(patience)
    let passed = Atomic(0)
    try await makeTeam(shape.workers).run { worker in
      for _ in 0..<1_000 where barrier.meet(worker: worker.index) == .passed {
        passed.add(1, ordering: .relaxed)
      }
    }
    #expect(passed.load(ordering: .relaxed) == shape.workers * 1_000)
  }

  @Test func `more workers than cores make progress`() async throws {
    let duration = try await ContinuousClock().measure {
      try await makeTeam(16).run { worker in
        for _ in 0..<10_000 { try worker.barrier() }
      }
    }
    // 0.1 s alone on two cores, 20 s under the thread sanitizer beside other tests; workers that
    // spun to the end of their time slices would need minutes.
    #expect(duration < .seconds(60))
  }

  @Test func `a worker that waits long sleeps`() async throws {
    let milliseconds = Cells(count: 2)
    try await makeTeam(2).run { worker in
      if worker.index == 1 { sleepSeconds(0.5) }
      let before = threadProcessorTime()
      try worker.barrier()
      milliseconds[worker.index] = Int((threadProcessorTime() - before) / .milliseconds(1))
    }
    #expect(milliseconds[0] < 50)
  }
}
