/// Which workers of a team take part in the steps of a run. Decides speed, never a bit.
public enum Participation: String, CaseIterable, Sendable {
  /// As many as make a step shortest, by `StepEstimate`: one for the smallest networks.
  case automatic = "auto"
  /// Every worker, however little there is to do: to measure, and to prove the bits equal.
  case all
}
