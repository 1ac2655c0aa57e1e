import Machine
import Team

/// What part of its core's time each worker of a team gets beside other processes.
struct CoreShares: Sendable {
  /// Of each worker, relative to the largest: 1 on a free core, 0 on one that gives next to nothing.
  /// Multiples of an eighth, so that the noise of measurements stays outside.
  let relative: [Double]

  /// Below the lower part of the largest share a free core becomes crowded; from the upper one on, a crowded
  /// core is free again.
  private static let borders = (lower: 0.7, upper: 0.8)

  /// Of a machine that nobody else uses.
  static func even(workers: Int) -> CoreShares {
    CoreShares(measured: Array(repeating: 1, count: workers))
  }

  /// - Parameters:
  ///   - measured: of each worker, from 0 to 1. Where all get as little, as under a CPU quota or beside a busy
  ///     process for each core, none is crowded.
  ///   - earlier: what they were before.
  init(measured: [Double], after earlier: CoreShares? = nil) {
    let largest = measured.max() ?? 1
    relative = measured.enumerated().map { worker, share in
      let wasCrowded = earlier.map { $0.relative[worker] < 1 } ?? false
      let border = wasCrowded ? Self.borders.upper : Self.borders.lower
      guard share < border * largest else { return 1 }
      return (8 * share / largest).rounded() / 8
    }
  }

  /// In a trial, if the team's workers are kept on cores of their own.
  ///
  /// - Returns: nil where there is nothing to choose: one worker has no choice, and threads that move about
  ///   find free cores themselves.
  /// - Complexity: see `Team.measuredCoreShares()`.
  static func measured(of team: Team) async -> CoreShares? {
    guard canDiffer(of: team) else { return nil }
    return await team.measuredCoreShares().map { CoreShares(measured: $0) }
  }

  /// Whether a team has workers that can be chosen by their cores.
  static func canDiffer(of team: Team) -> Bool {
    team.isBound && team.workers > 1 && !team.placement.sharesProcessingUnits
  }

  /// Whether the same cores are free, and what the others give differs by no more than noise.
  func isLike(_ other: CoreShares) -> Bool {
    zip(relative, other.relative).allSatisfy {
      ($0 == 1) == ($1 == 1) && ($0 - $1).magnitude < 0.25
    }
  }

  /// Workers on free cores, ascending: at least one.
  var free: [Int] { relative.indices.filter { relative[$0] == 1 } }

  /// Whether others are busy on some cores.
  var areCrowded: Bool { relative.contains { $0 < 1 } }
}
