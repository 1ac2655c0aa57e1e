internal import Machine

/// Who takes part in a run of some workers of a team, and how they meet.
struct RunPlan: Sendable {
  /// Worker i of the run is this worker of the team.
  let participants: [Int]

  let meetings: MeetingPlan

  let patience: BarrierPatience

  /// - Parameters:
  ///   - members: who takes part, ascending.
  ///   - isBound: whether the team's threads are kept on their processing units.
  /// - Precondition: at least one member; the placement has these workers.
  init(_ members: [Int], of placement: Placement, isBound: Bool) {
    precondition(
      !members.isEmpty && members[0] >= 0 && members[members.count - 1] < placement.workers
        && zip(members, members.dropFirst()).allSatisfy { $0 < $1 },
      "Team: impossible members of a run")
    let count = members.count
    participants = members
    meetings = MeetingPlan(workersOn: participants.map { placement.core(ofWorker: $0) })
    if isBound {
      let units = Set(participants.map { placement.processingUnits[$0] })
      patience = units.count < count ? .sharedCore : .ownCore
    } else {
      // Of another machine's topology it cannot be told how many this one has.
      let hasUnitEach =
        placement.topology.isThisMachine && count <= placement.topology.processingUnits.count
      patience = hasUnitEach ? .ownCore : .sharedCore
    }
  }
}
