// The front door: `import Lockstep` brings what a user of the package needs.

@_exported public import Arithmetic
@_exported public import Datasets
@_exported public import Interchange
@_exported public import Learning
@_exported public import Machine
@_exported public import Reports
@_exported public import Scaling
@_exported public import Team
@_exported public import Training

extension Team {
  /// A team on this machine.
  ///
  /// - Parameter workers: nil: one per core that this process may use, fewer with a CPU quota.
  /// - Throws: `MachineError` or `TeamError`.
  public convenience init(workers: Int? = nil) throws {
    let topology = try Topology.load()
    try self.init(
      placement: .plan(
        workers: workers ?? Placement.defaultWorkers(on: topology), on: topology))
  }

  /// A team on this machine, as a profile says.
  ///
  /// - Throws: `MachineError` or `TeamError`.
  public convenience init(profile: Profile) throws {
    let topology = try Topology.load()
    try self.init(
      placement: .plan(
        profile.placement, memory: profile.memory, on: topology,
        quota: .ofThisProcess(on: topology)))
  }
}
