import Synchronization
import Testing

@testable import Team

/// The promise behind every checkpoint: a worker that is turned away knows that nobody passed.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A broken barrier` {
  private static let shapes = [.flat(3), .twoByTwo, .uneven, .threeLevels] as [BarrierShape]
  private static let patiences = [
    BarrierPatience(spins: 0, yields: 0), BarrierPatience(spins: 200, yields: 1), .sharedCore,
  ]

  @Test(arguments: shapes, patiences)
  func `was passed by all workers equally often, whenever it is stopped from outside`(
    shape: BarrierShape, patience: BarrierPatience
  ) async throws {
    let workers = shape.workers
    let team = try makeTeam(workers + 1)
    for _ in 0..<60 {
      let barrier = try shape.barrier(patience)
      let pause = Int.random(in: 0..<5_000)
      let passed = Cells(count: workers)
      let ends = Cells(count: workers)
      try await team.run { worker in
        if worker.index == workers {
          for _ in 0..<pause { _ = barrier.barrier.isStopped }
          barrier.barrier.stop()
        } else {
          var end = BarrierPassage.passed
          while end == .passed {
            end = barrier.meet(worker: worker.index)
            if end == .passed { passed[worker.index] += 1 }
          }
          // And it stays so.
          if end == .stopped && barrier.meet(worker: worker.index) == .stopped {
            ends[worker.index] = 1
          }
        }
      }
      #expect(Set(passed.all).count == 1)
      #expect(ends.all.allSatisfy { $0 == 1 })
      #expect(barrier.barrier.isStopped)
    }
  }

  @Test(arguments: shapes, patiences)
  func `was passed by all workers equally often, whoever of them stops it`(
    shape: BarrierShape, patience: BarrierPatience
  ) async throws {
    let team = try makeTeam(shape.workers)
    for attempt in 0..<60 {
      let barrier = try shape.barrier(patience)
      let (meetings, stopping) = (Int.random(in: 0..<20), attempt % shape.workers)
      let passed = Cells(count: shape.workers)
      try await team.run { worker in
        while passed[worker.index] < meetings || worker.index != stopping {
          guard barrier.meet(worker: worker.index) == .passed else { return }
          passed[worker.index] += 1
        }
        barrier.barrier.stop()
      }
      #expect(passed.all.allSatisfy { $0 == meetings })
    }
  }

  @Test(arguments: shapes, patiences)
  func `lets all pass the last meeting although the first of them depart`(
    shape: BarrierShape, patience: BarrierPatience
  ) async throws {
    let team = try makeTeam(shape.workers)
    for attempt in 0..<60 {
      let barrier = try shape.barrier(patience)
      let (meetings, straggler) = (attempt % 5, attempt % shape.workers)
      let departed = Atomic(0)
      try await team.run { worker in
        for _ in 0..<meetings where barrier.meet(worker: worker.index) != .passed { return }
        // All others are done; one wants another meeting.
        if worker.index == straggler && barrier.meet(worker: worker.index) != .departed { return }
        barrier.barrier.depart()
        departed.add(1, ordering: .relaxed)
      }
      #expect(departed.load(ordering: .relaxed) == shape.workers)
      #expect(!barrier.barrier.isStopped)
    }
  }

  /// Plain memory, for the thread sanitizer.
  @Test(arguments: [.flat(2)] + shapes)
  func `shows what led to it to who looks, and to who is turned away`(
    shape: BarrierShape
  ) async throws {
    let workers = shape.workers
    let team = try makeTeam(workers + 1)
    for looking in 0..<20 {
      let barrier = try shape.barrier(.sharedCore)
      let cause = Cells(count: 1)
      let seen = Cells(count: workers)
      try await team.run { worker in
        if worker.index == workers {
          cause[0] = 1
          barrier.barrier.stop()
        } else if worker.index == looking % workers {
          while !barrier.barrier.isStopped { yieldProcessor() }
          barrier.barrier.synchronizeWithStop()
          seen[worker.index] = cause[0]
        } else if barrier.meet(worker: worker.index) == .stopped {
          seen[worker.index] = cause[0]
        }
      }
      #expect(seen.all.allSatisfy { $0 == 1 })
    }
  }

  /// A cancellation may come while the barrier is made new for a run of another shape.
  @Test func `stays stopped for a team that was cancelled between runs`() async throws {
    for attempt in 0..<40 {
      let team = try BarrierShape.threeLevels.team()
      let runs = Atomic(0)
      let later = Task.detached {
        while runs.load(ordering: .relaxed) < attempt % 8 { await Task.yield() }
        team.cancel(.interrupt)
      }
      await #expect(throws: TeamError.cancelled(.interrupt)) {
        while true {
          for count in [8, 3, 1, 5] {
            try await team.run(workers: count) { worker in
              for _ in 0..<3 { try worker.barrier() }
            }
            runs.add(1, ordering: .relaxed)
          }
        }
      }
      await later.value
    }
  }
}
