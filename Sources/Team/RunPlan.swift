internal import Machine

/// Who takes part in a run of some workers of a team, and how they meet.
struct RunPlan: Sendable {
  /// Worker i of the run is this worker of the team.
  let participants: [Int]

  let meetings: MeetingPlan

  let patience: BarrierPatience

  /// - Parameter isBound: whether the team's threads are kept on their processing units.
  /// - Precondition: the placement has `count` workers.
  init(workers count: Int, of placement: Placement, isBound: Bool) {
    participants = placement.participants(count)
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
