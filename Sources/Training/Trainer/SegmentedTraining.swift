import Learning
import Team

/// A run in segments, after each of which other workers of the team may take over, as another process would
/// that resumes it: the bits cannot tell.
struct SegmentedTraining {
  let trainer: Trainer
  let data: TrainingData
  let validation: TrainingData?
  /// Steps since the start of the run after which it ends.
  let limit: Int
  let onEpoch: @Sendable (EpochRecord) throws -> Void

  /// What outlives a memory of the run.
  private struct Course {
    var workers: RunWorkers
    var initial: [Float]?
    /// That the run goes on from.
    var state: TrainingState?
    var recording: Recording
    /// nil where nobody is to take over.
    var review: (any SegmentReview)?
    /// When the first step began.
    var start: ContinuousClock.Instant?
    /// Rows that went through steps in earlier memory.
    var rowsSeen = 0
    /// Of earlier workers.
    var memoryWarnings: [String] = []

    /// With those of the present workers, each once.
    func allWarnings(_ workers: RunWorkers) -> [String] {
      memoryWarnings + workers.warnings.lines.filter { !memoryWarnings.contains($0) }
    }
  }

  /// - Parameters:
  ///   - workers: of the first segment.
  ///   - review: nil where they are to stay to the end.
  func result(
    _ workers: RunWorkers, from initial: [Float]? = nil, resuming state: TrainingState?,
    _ recording: Recording, reviewedBy review: (any SegmentReview)?
  ) async throws -> TrainingResult {
    var course = Course(
      workers: workers, initial: initial, state: state, recording: recording, review: review)
    while true {
      if let result = try await goOn(&course) { return result }
    }
  }

  /// Trains in one memory.
  ///
  /// - Returns: nil where others are to go on: there are never two memories at a time.
  private func goOn(_ course: inout Course) async throws -> TrainingResult? {
    let clock = ContinuousClock()
    let run = try await makeRun(course)
    course.state = nil
    let start = course.start ?? clock.now
    course.start = start
    var interruption: CancellationReason?
    do {
      let workers = course.workers
      if let others = try await workersAfterSegments(of: run, &course) {
        course.workers = others
        course.state = run.state()
        course.recording = run.recordingAhead
        course.rowsSeen += run.rowsSeen
        course.memoryWarnings = course.allWarnings(workers)
        return nil
      }
    } catch TeamError.cancelled(let reason) {
      interruption = reason
    } catch let divergence as Divergence {
      throw run.error(for: divergence)
    }
    try run.finishRecords()
    return TrainingResult(
      parameters: run.returnedParameters(), state: run.state(), interruption: interruption,
      participants: course.workers.count, seconds: (clock.now - start) / .seconds(1),
      rowsSeen: course.rowsSeen + run.rowsSeen,
      memoryWarnings: course.allWarnings(course.workers))
  }

  /// Takes steps until a review chooses others, or to the end.
  ///
  /// - Returns: nil at the end.
  private func workersAfterSegments(
    of run: any TrainingRun, _ course: inout Course
  ) async throws -> RunWorkers? {
    let workers = course.workers
    while true {
      let before = run.stepsDone
      let segment = course.review?.next ?? Segment()
      let end = segment.steps < limit - before ? before + segment.steps : limit
      run.pause.reset()
      try await workers.team.run(members: workers.members) { worker in
        try run.work(worker, until: end, seconds: segment.seconds)
      }
      guard course.review != nil, run.stepsDone < limit, !run.hasEnded else { return nil }
      let others = await course.review?.workers(after: workers)
      // A cancelled run ends here, with the next segment, and needs no new memory for it.
      if let others, !workers.team.isCancelled { return others }
    }
  }

  private func makeRun(_ course: Course) async throws -> any TrainingRun {
    switch trainer.configuration.optimizer.solver {
    case .fista: return try await solverRun(AcceleratedRun.self, course)
    case .owlqn: return try await solverRun(OrthantRun.self, course)
    case nil:
      return try await TrainerRun(
        network: trainer.network, configuration: trainer.configuration, factors: trainer.factors,
        data: data, validation: validation, workers: course.workers, initial: course.initial,
        state: course.state, recording: course.recording, onEpoch: onEpoch)
    }
  }

  private func solverRun<Iteration: SolverIteration>(
    _ iteration: Iteration.Type, _ course: Course
  ) async throws -> SolverRun<Iteration> {
    try await SolverRun<Iteration>(
      trainer, data: data, workers: course.workers, course.initial, course.state, course.recording,
      onEpoch)
  }
}
