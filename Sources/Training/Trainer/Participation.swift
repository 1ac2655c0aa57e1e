/// Which workers of a team take part in the steps of a run. Decides speed, never a bit.
public enum Participation: String, CaseIterable, Sendable {
  /// As many as make a step shortest, by `StepEstimate`: one for the smallest networks. Bound workers on cores
  /// on which other processes are busy do less or nothing, for as long as that lasts (`CrowdReview`).
  case automatic = "auto"
  /// Every worker, however little there is to do: to measure, and to prove the bits equal.
  case all
}
