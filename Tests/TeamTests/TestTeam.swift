import Machine
import Team

/// A team on this machine, placed as a training run would be.
func makeTeam(_ workers: Int) throws -> Team {
  try Team(placement: .plan(workers: workers, on: try .load()))
}

/// An error of a worker's own, to be told from everybody else's.
struct OwnError: Error, Equatable {
  let worker: Int
}
