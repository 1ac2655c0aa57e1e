import Machine
import Synchronization
import Testing

@testable import Training

@Suite struct CoreSharesTests {
  @Test(arguments: [
    ([1, 1], [1, 1]), ([0.97, 0.99], [1, 1]), ([0.99, 0.5], [1, 0.5]), ([0.33, 0.99], [0.375, 1]),
    // As under a quota, or beside a process for each core.
    ([0.5, 0.5], [1, 1]), ([0.5, 0.25], [1, 0.5]), ([1, 0.1], [1, 0.125]),
    ([1, 0.001], [1, 0]), ([0.2, 0, 0.2], [1, 0, 1]),
    ([0.9, 0.75, 0.62], [1, 1, 0.75]), ([0, 0], [1, 1]),
  ])
  func `are relative to the largest, in eighths, without what may be noise`(
    measured: [Double], expected: [Double]
  ) {
    let shares = CoreShares(measured: measured)
    #expect(shares.relative == expected)
    #expect(!shares.free.isEmpty)
    #expect(shares.free == expected.indices.filter { expected[$0] == 1 })
    #expect(shares.areCrowded == expected.contains { $0 < 1 })
  }
}

extension CoreSharesTests {
  @Test func `a crowded core is free again only from a higher border on`() {
    let crowded = CoreShares(measured: [1, 0.5, 1])
    for (share, isFree) in [(0.6, false), (0.75, false), (0.79, false), (0.81, true), (1, true)] {
      let next = CoreShares(measured: [1, share, share], after: crowded)
      #expect((next.relative[1] == 1) == isFree)
      #expect((next.relative[2] == 1) == (share > 0.7))
    }
    #expect(crowded.isLike(CoreShares(measured: [1, 0.37, 1])))
    for other in [[1, 0.25, 1], [1, 0.65, 0.5], [1, 1, 1], [1, 0.5, 0.65]] {
      #expect(!crowded.isLike(CoreShares(measured: other)))
    }
  }
}

/// The watch with accounts that a test writes.
@Suite struct CoreWatchTests {
  /// A machine of some cores, each of which gives its worker a part of the time.
  final class Machine: Sendable {
    struct Content {
      var seconds = 0.0
      var shares: [Double]
      var times: [ThreadTimes]
      var trials = 0
      var secondsOfTrial = 0.06
      var isReadable = true
    }

    let content: Mutex<Content>

    init(cores: Int) {
      content = Mutex(
        Content(
          shares: Array(repeating: 1, count: cores),
          times: Array(
            repeating: ThreadTimes(runningSeconds: 5, waitingSeconds: 3), count: cores)))
    }

    var accounts: CoreAccounts {
      CoreAccounts(
        threadTimes: { members in
          self.content.withLock { content in
            content.isReadable ? members.map { content.times[$0] } : nil
          }
        },
        trial: {
          self.run(self.content.withLock { $0.secondsOfTrial })
          return self.content.withLock {
            $0.trials += 1
            return $0.shares
          }
        },
        seconds: { self.content.withLock { $0.seconds } })
    }

    /// All workers want all of their cores for so long.
    func run(_ seconds: Double) {
      content.withLock { content in
        content.seconds += seconds
        for index in content.times.indices {
          content.times[index].runningSeconds += seconds * content.shares[index]
          content.times[index].waitingSeconds += seconds * (1 - content.shares[index])
        }
      }
    }

    func set(_ shares: [Double]) { content.withLock { $0.shares = shares } }
    var trials: Int { content.withLock { $0.trials } }
    var seconds: Double { content.withLock { $0.seconds } }
  }

  let machine = Machine(cores: 4)

  func makeWatch() throws -> CoreWatch {
    try #require(CoreWatch(machine.accounts, workers: 4, members: [0, 1, 2, 3]))
  }

  /// Looks every quarter of a second until something is found.
  func find(_ watch: inout CoreWatch, members: [Int], within seconds: Double) async -> [Double]? {
    let end = machine.seconds + seconds
    while machine.seconds < end {
      machine.run(0.25)
      if let shares = await watch.look(after: members) { return shares.relative }
    }
    return nil
  }

  @Test func `nothing is tried on a machine of its own`() async throws {
    var watch = try makeWatch()
    #expect(await find(&watch, members: [0, 1, 2, 3], within: 1000) == nil)
    #expect(machine.trials == 0)
  }

  @Test func `a crowded core is found at once, and that it is free again in time`() async throws {
    var watch = try makeWatch()
    for share in [0.5, 0.3] {
      machine.set([1, 1, share, 1])
      #expect(
        await find(&watch, members: [0, 1, 2, 3], within: 2.5)?[2] == (8 * share).rounded() / 8)
      // With and without the worker of that core.
      for members in [[0, 1, 3], [0, 1, 2, 3]] {
        #expect(await find(&watch, members: members, within: 100) == nil)
      }
      machine.set([1, 1, 1, 1])
      #expect(await find(&watch, members: [0, 1, 3], within: 35) == [1, 1, 1, 1])
      #expect(await find(&watch, members: [0, 1, 2, 3], within: 3) == nil)
    }
  }

  @Test func `one that has nothing to do now is noticed where it works`() async throws {
    var watch = try makeWatch()
    machine.set([1, 1, 0.5, 1])
    #expect(await find(&watch, members: [0, 1, 2, 3], within: 1) != nil)
    machine.set([0.5, 1, 1, 1])
    #expect(await find(&watch, members: [0, 1, 3], within: 2.5) == [0.5, 1, 1, 1])
  }

  @Test(arguments: [0.06, 0.24])
  func `trials take a thirtieth of the time at most, and less where nothing changes`(
    secondsOfTrial: Double
  ) async throws {
    var watch = try makeWatch()
    machine.content.withLock { $0.secondsOfTrial = secondsOfTrial }
    machine.set([1, 0.5, 1, 1])
    for change in 0..<400 {
      machine.set([1, change % 2 == 0 ? 0.5 : 1, 1, 1])
      machine.run(0.25)
      _ = await watch.look(after: [0, 1, 2, 3])
    }
    #expect(machine.trials > 5)
    #expect(Double(machine.trials) * secondsOfTrial <= machine.seconds / 30 + secondsOfTrial)
    machine.set([1, 0.5, 1, 1])
    _ = await find(&watch, members: [0, 1, 2, 3], within: 100)
    let (trials, seconds) = (machine.trials, machine.seconds)
    #expect(await find(&watch, members: [0, 2, 3], within: 1000) == nil)
    #expect(Double(machine.trials - trials) * secondsOfTrial <= (machine.seconds - seconds) / 100)
  }

  @Test func `that all get as little is no reason to go`() async throws {
    var watch = try makeWatch()
    machine.set([0.5, 0.5, 0.45, 0.5])
    #expect(await find(&watch, members: [0, 1, 2, 3], within: 100) == nil)
    #expect(1...6 ~= machine.trials)
    machine.set([0.25, 0.5, 0.5, 0.5])
    #expect(await find(&watch, members: [0, 1, 2, 3], within: 35) == [0.5, 1, 1, 1])
  }

  @Test func `a core that becomes free step by step is taken back`() async throws {
    var watch = try makeWatch()
    for shares in [[1, 0.375, 1, 1], [1, 0.75, 1, 1], [1, 1, 1, 1]] {
      machine.set(shares)
      #expect(await find(&watch, members: [0, 1, 2, 3], within: 70) == shares)
    }
  }

  @Test func `after a costly change comes a long pause`() async throws {
    var watch = try makeWatch()
    machine.set([1, 0.5, 1, 1])
    #expect(await find(&watch, members: [0, 1, 2, 3], within: 1) != nil)
    machine.set([1, 1, 1, 1])
    // New memory.
    machine.run(10)
    #expect(await find(&watch, members: [0, 2, 3], within: 280) == nil)
    #expect(machine.trials == 1)
    #expect(await find(&watch, members: [0, 2, 3], within: 30) == [1, 1, 1, 1])
  }

  @Test func `long steps are not taken for a costly change`() async throws {
    var watch = try makeWatch()
    for (shares, members) in [([1.0, 0, 1, 1], [0, 1, 2, 3]), ([1.0, 1, 1, 1], [0, 2, 3])] {
      machine.set(shares)
      machine.run(10)
      #expect(await watch.look(after: members)?.relative == shares)
    }
  }

  @Test func `without accounts nothing is tried`() async throws {
    var watch = try makeWatch()
    machine.content.withLock { $0.isReadable = false }
    machine.set([1, 0.1, 1, 1])
    #expect(await find(&watch, members: [0, 1, 2, 3], within: 10) == nil)
    #expect(machine.trials == 0)
    #expect(CoreWatch(machine.accounts, workers: 4, members: [0]) == nil)
  }
}
