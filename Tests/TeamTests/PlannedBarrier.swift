@testable import Team

/// A barrier without a team, met by the numbers of workers.
struct PlannedBarrier: Sendable {
  let barrier: Barrier
  private let plan: MeetingPlan

  init(_ plan: MeetingPlan, patience: BarrierPatience) {
    self.plan = plan
    barrier = Barrier(workers: plan.groupOfWorker.count)
    barrier.reset(plan, patience: patience)
  }

  func meet(worker: Int) -> BarrierPassage {
    barrier.meet(in: plan.groupOfWorker[worker])
  }
}
