import Learning

/// What a step is of.
struct StepSubject: Sendable {
  let layout: ParameterLayout
  let rowsPerStep: Int
  let rowsPerShard: Int

  func estimate(nanosecondsPerMeeting: Double) -> StepEstimate {
    StepEstimate(
      layout: layout, rowsPerStep: rowsPerStep, rowsPerShard: rowsPerShard,
      nanosecondsPerMeeting: nanosecondsPerMeeting)
  }
}
