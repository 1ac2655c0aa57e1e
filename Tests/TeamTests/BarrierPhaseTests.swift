import Testing

@testable import Team

@Suite struct `Barrier phase` {
  /// A generation beyond 32 bits, with two workers asleep in it.
  private static let busy: BarrierPhase = {
    var phase = BarrierPhase(rawValue: ((1 << 40) + 1) << 18)
    for _ in 0..<2 { phase = phase.asleep(in: phase.generation) ?? phase }
    return phase
  }()

  @Test func `nothing is decided before the last worker arrives`() {
    #expect(BarrierPhase.initial.passage(of: 0) == nil)
    #expect(Self.busy.passage(of: Self.busy.generation) == nil)
    #expect(Self.busy.sleepers == 2)
  }

  @Test func `a completed meeting is passed and nobody sleeps in the next`() throws {
    let next = try #require(Self.busy.completed())
    #expect(next.generation == Self.busy.generation + 1)
    #expect(next.sleepers == 0)
    #expect(next.passage(of: Self.busy.generation) == .passed)
    #expect(next.passage(of: next.generation) == nil)
  }

  @Test func `what was completed stays passed although the barrier is broken since`() throws {
    let next = try #require(Self.busy.completed())
    for broken in [next.stopped(), next.departed(), next.departed().stopped()] {
      #expect(broken.passage(of: Self.busy.generation) == .passed)
      #expect(broken.passage(of: next.generation) != .passed)
    }
  }

  @Test func `a broken barrier completes nothing and nobody falls asleep in it`() {
    for broken in [Self.busy.stopped(), Self.busy.departed()] {
      #expect(broken.completed() == nil)
      #expect(broken.asleep(in: Self.busy.generation) == nil)
      #expect(broken.generation == Self.busy.generation)
      #expect(broken.sleepers == 0)
    }
  }

  @Test func `a node is asked only while it is whole`() throws {
    let next = try #require(Self.busy.completed())
    #expect(Self.busy.isCompleted(Self.busy.generation) == nil)
    #expect(next.isCompleted(Self.busy.generation) == true)
    for broken in [next.stopped(), next.departed()] {
      #expect(broken.isCompleted(Self.busy.generation) == false)
      #expect(broken.isCompleted(next.generation) == false)
      // Broken before its leader came back, it is behind those who passed by the top's word.
      #expect(broken.isCompleted(next.generation + 1) == false)
    }
  }

  @Test func `failure counts more than departure`() {
    #expect(Self.busy.departed().passage(of: Self.busy.generation) == .departed)
    #expect(Self.busy.departed().stopped().passage(of: Self.busy.generation) == .stopped)
    #expect(Self.busy.stopped().departed().passage(of: Self.busy.generation) == .stopped)
    #expect(Self.busy.stopped().isStopped && !Self.busy.departed().isStopped)
    #expect(Self.busy.stopped().isBroken && Self.busy.departed().isBroken)
  }

  @Test func `the last generation is followed by the first`() throws {
    let last = BarrierPhase(rawValue: UInt64.max << 18)
    let next = try #require(last.completed())
    #expect(next == .initial)
    #expect(next.passage(of: last.generation) == .passed)
  }

  @Test func `as many workers may sleep as a barrier may have`() throws {
    var phase = BarrierPhase.initial
    for _ in 0..<BarrierPhase.maximumSleepers { phase = try #require(phase.asleep(in: 0)) }
    #expect(phase.sleepers == BarrierPhase.maximumSleepers)
    #expect(phase.generation == 0)
  }
}
