import Learning
import Machine
import Synchronization
import Team

/// How independent fits share a team: side by side, one worker each, or one after the other, all
/// workers each. The bits cannot tell.
enum FitSchedule {
  /// Whether `count` fits are over sooner side by side.
  static func isSideBySide(
    _ count: Int, team: Team, layout: ParameterLayout, rowsPerStep: Int, rowsPerShard: Int
  ) async -> Bool {
    let apart = team.coresApart
    guard count > 1, apart > 1,
      let meeting = await team.secondsPerMeeting(of: team.placement.participants(2))
    else { return false }
    let estimate = StepEstimate(
      layout: layout, rowsPerStep: rowsPerStep, rowsPerShard: rowsPerShard,
      nanosecondsPerMeeting: meeting * 1e9)
    let together = estimate.nanoseconds(workers: estimate.bestWorkers(of: apart))
    let rounds = (count + apart - 1) / apart
    return Double(rounds) * estimate.nanoseconds(workers: 1) < Double(count) * together
  }

  /// Runs `count` fits.
  ///
  /// - Parameter fit: is given its number and the team that it has for itself.
  /// - Returns: what the fits returned, by number.
  static func run<Fit: Sendable>(
    _ count: Int, team: Team, sideBySide: Bool,
    fit: @escaping @Sendable (Int, Team) async throws -> Fit
  ) async throws -> [Fit] {
    guard sideBySide else {
      var fits: [Fit] = []
      for index in 0..<count { fits.append(try await fit(index, team)) }
      return fits
    }
    let next = FitCounter()
    var fits = [Fit?](repeating: nil, count: count)
    try await withThrowingTaskGroup(of: [(Int, Fit)].self) { group in
      // One for each processing unit: more would take as long together, and memory for each.
      var taken: Set<ProcessingUnit> = []
      let members = zip(try team.membersAsTeams(), team.placement.processingUnits)
      for (member, unit) in members where taken.insert(unit).inserted {
        group.addTask {
          var own: [(Int, Fit)] = []
          // A fit that failed ends the others before their next one.
          while !Task.isCancelled, let index = next.take(below: count) {
            own.append((index, try await fit(index, member)))
          }
          return own
        }
      }
      for try await own in group { for (index, fit) in own { fits[index] = fit } }
    }
    return fits.compactMap(\.self)
  }
}

/// Hands out numbers, each once.
final class FitCounter: Sendable {
  // Relaxed: a number is the whole message.
  private let next = Atomic(0)

  /// How often it was called, this time included.
  func count() -> Int { next.add(1, ordering: .relaxed).newValue }

  func take(below count: Int) -> Int? {
    let index = next.add(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }
}
