import Machine
import Team
import TestSupport
import Testing

/// What part of its core a worker gets.
@Suite(.timeLimit(.minutes(2))) struct `Shares of cores` {
  @Test(BusyProcessor.isNeeded)
  func `are smaller where another process is busy`() async throws {
    let topology = try Topology.load()
    let team = try makeTeam(2)
    let (free, taken) = (1, 0)
    let busy = try BusyProcessor(team.placement.processingUnits[taken], on: topology)
    let shares = try await busy.run { try #require(await team.measuredCoreShares()) }
    #expect(shares.count == 2 && shares.allSatisfy { 0 <= $0 && $0 <= 1 })
    #expect(shares[taken] < 0.5 && shares[taken] < 0.8 * shares[free], "\(shares)")
  }

  @Test func `are unknown of a team that was cancelled, or whose threads are`() async throws {
    let team = try makeTeam(2)
    let times = team.threadTimes(of: [1, 0])
    #expect(times == nil || times?.count == 2)
    team.cancel(.interrupt)
    #expect(await team.measuredCoreShares() == nil)
  }
}
