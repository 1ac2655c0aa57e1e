import Glibc
import Machine
import Testing

// Each measures in a process of its own: the other tests of this one are busy, too.
@Suite(.timeLimit(.minutes(2))) struct `Processor use` {
  private static let isKnown = (try? ProcessorUse.now(on: allUnits())) != nil

  static func allUnits() throws -> Set<Int> {
    Set(try Topology.load().processingUnits.map(\.osIndex))
  }

  /// Computes until the calling thread has used so much processor time.
  static func compute(seconds: Double) {
    func used() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let end = used() + seconds
    var state: UInt64 = 1
    // Mostly its own instructions: the look at the clock is time of the kernel.
    while used() < end && state != 0 {
      for _ in 0..<10_000 { state = state &* 6_364_136_223_846_793_005 | 1 }
    }
  }

  @Test(.enabled(if: isKnown, "the system does not tell"))
  func `of a busy thread of this process is its own and not others'`() async {
    await #expect(processExitsWith: .success) {
      let units = try `Processor use`.allUnits()
      let before = try #require(ProcessorUse.now(on: units))
      // Not the thread that asks.
      let thread = Task.detached { `Processor use`.compute(seconds: 0.5) }
      await thread.value
      let after = try #require(ProcessorUse.now(on: units))
      let own = after.ownSeconds - before.ownSeconds
      try #require(0.5 <= own && own < 1)
      // What this process did counts as use, so that others' is the rest. The kernel counts in
      // ticks of about 0.01 s.
      let busy = after.busySeconds - before.busySeconds
      try #require(busy >= 0.4)
      try #require(after.stolenSeconds - before.stolenSeconds <= busy)
    }
  }

  @Test(.enabled(if: isKnown, "the system does not tell"))
  func `of a sleeping process is not its own`() async {
    await #expect(processExitsWith: .success) {
      let units = try `Processor use`.allUnits()
      let before = try #require(ProcessorUse.now(on: units))
      usleep(400_000)
      let after = try #require(ProcessorUse.now(on: units))
      try #require(after.ownSeconds - before.ownSeconds < 0.2)
    }
  }

  @Test(.enabled(if: isKnown, "the system does not tell"))
  func `never falls, and what is stolen or one unit's is part of all`() throws {
    let units = try Self.allUnits()
    var previous = try #require(ProcessorUse.now(on: units))
    for _ in 0..<20 {
      Self.compute(seconds: 0.01)
      let now = try #require(ProcessorUse.now(on: units))
      #expect(now.busySeconds >= previous.busySeconds)
      #expect(now.stolenSeconds >= previous.stolenSeconds)
      #expect(now.ownSeconds >= previous.ownSeconds + 0.01)
      #expect(0 <= now.stolenSeconds && now.stolenSeconds <= now.busySeconds)
      previous = now
    }
    let parts = try units.map { try #require(ProcessorUse.now(on: [$0])) }
    let whole = try #require(ProcessorUse.now(on: units))
    let sum = parts.reduce(0) { $0 + $1.busySeconds }
    #expect(previous.busySeconds <= sum + 1e-6 && sum <= whole.busySeconds + 1e-6)
  }

  @Test func `of units that do not exist is unknown`() {
    #expect(ProcessorUse.now(on: []) == nil)
    #expect(ProcessorUse.now(on: [1 << 20, -1]) == nil)
  }
}
