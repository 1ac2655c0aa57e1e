import Foundation
import Machine
import Synchronization
import Testing

@Suite(.enabled(if: SystemThread.current?.times != nil, "the system keeps no accounts of threads"))
struct SystemThreadTests {
  @Test func `a thread that works runs, and one that sleeps does neither`() throws {
    let thread = try #require(SystemThread.current)
    let start = try #require(thread.times)
    let clock = ContinuousClock()
    let begin = clock.now
    var sum = 0.0
    while clock.now - begin < .milliseconds(50) { sum += 1 }
    let worked = try #require(thread.times) - start
    let elapsed = (clock.now - begin) / .seconds(1)
    // Behind by a tick, of at most 10 ms.
    #expect(worked.runningSeconds + worked.waitingSeconds > 0.03)
    #expect(worked.runningSeconds + worked.waitingSeconds < elapsed + 0.02 && sum > 0)
    Thread.sleep(forTimeInterval: 0.05)
    let slept = try #require(thread.times) - start - worked
    #expect(slept.runningSeconds < 0.03)
  }

  @Test func `is read from other threads, until it ends`() throws {
    let found = Mutex<SystemThread?>(nil)
    let done = DispatchSemaphore(value: 0)
    let isRead = DispatchSemaphore(value: 0)
    let thread = Thread {
      found.withLock { $0 = .current }
      done.signal()
      isRead.wait()
    }
    thread.start()
    done.wait()
    let other = try #require(found.withLock { $0 })
    #expect(other.times != nil)
    isRead.signal()
    for _ in 0..<1000 where other.times != nil { Thread.sleep(forTimeInterval: 0.01) }
    #expect(other.times == nil)
  }

  @Test(arguments: [
    (1.0, 1.0, 0.5), (3.0, 1.0, 0.75), (0.01, 0, 1), (0, 0.01, 0),
  ])
  func `the share is of the time that was wanted`(running: Double, waiting: Double, share: Double) {
    #expect(ThreadTimes(runningSeconds: running, waitingSeconds: waiting).share == share)
  }

  @Test func `who wanted hardly any time has no share`() {
    #expect(ThreadTimes(runningSeconds: 0.0001, waitingSeconds: 0.0002).share == nil)
    #expect(ThreadTimes(runningSeconds: -0.1, waitingSeconds: 0.2).share == 0)
  }
}
