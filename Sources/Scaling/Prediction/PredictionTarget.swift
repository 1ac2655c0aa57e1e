public import Machine

/// The machine that a prediction is for, and how training would be placed on it.
public struct PredictionTarget: Sendable {
  /// For people: a profile, a file, or `this`.
  public let name: String
  public let topology: Topology
  /// Its number of workers is not looked at.
  public let policy: PlacementPolicy
  public let memory: MemoryPolicy

  public init(name: String, topology: Topology, policy: PlacementPolicy, memory: MemoryPolicy) {
    self.name = name
    self.topology = topology
    self.policy = policy
    self.memory = memory
  }

  func placement(workers: Int) -> Placement {
    var policy = policy
    policy.workers = .count(workers)
    return .plan(policy, memory: memory, on: topology)
  }
}
