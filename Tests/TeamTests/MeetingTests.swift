import Team
import Testing

/// How long a meeting takes is this machine's affair; that it is a time is not.
@Suite(.timeLimit(.minutes(2))) struct `Time of a meeting` {
  @Test(arguments: [1, 2, 3])
  func `is positive for any part of a team, which can work on afterwards`(count: Int) async throws {
    let team = try makeTeam(3)
    let seconds = try #require(await team.secondsPerMeeting(of: Array(0..<count)))
    #expect(seconds > 0 && seconds < 60)
    let runs = Cells(count: 3)
    try await team.run { runs[$0.index] += 1 }
    #expect(runs.all == [1, 1, 1])
  }

  @Test func `is unknown of a team that was cancelled`() async throws {
    let team = try makeTeam(2)
    team.cancel(.interrupt)
    #expect(await team.secondsPerMeeting(of: [0, 1]) == nil)
  }
}
