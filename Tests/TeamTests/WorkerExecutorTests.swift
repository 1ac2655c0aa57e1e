import Machine
import Testing

@testable import Team

@Suite(.timeLimit(.minutes(2))) struct `Worker executor` {
  private func makeExecutor() throws -> WorkerExecutor {
    let placement = Placement.plan(workers: 1, on: try .load())
    let executor = try WorkerExecutor(worker: 0, binding: placement.binding(ofWorker: 0))
    #expect(executor.waitForStart().refusal == nil)
    return executor
  }

  @Test func `runs all its jobs on one thread`() async throws {
    let executor = try makeExecutor()
    let threads = await withTaskGroup(of: UInt.self) { group in
      for _ in 0..<100 {
        group.addTask(executorPreference: executor) {
          await Task.yield()
          return currentThread()
        }
      }
      return await group.reduce(into: Set<UInt>()) { $0.insert($1) }
    }
    #expect(threads.count == 1)
    #expect(!threads.contains(currentThread()))
    executor.close()
    executor.join()
  }

  @Test func `runs what waits before it ends`() async throws {
    let executor = try makeExecutor()
    let done = Cells(count: 1)
    let tasks = (0..<10).map { _ in
      Task(executorPreference: executor) {
        sleepSeconds(0.005)
        done[0] += 1
      }
    }
    executor.close()
    executor.join()
    #expect(done[0] == 10)
    for task in tasks { await task.value }
  }

  /// As happens when the end of a task drops the last reference to a team.
  @Test func `may be ended by its own thread`() async throws {
    let executor = try makeExecutor()
    await Task(executorPreference: executor) {
      executor.close()
      executor.join()
    }.value
  }
}
