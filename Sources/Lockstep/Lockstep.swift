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
  /// - Parameter workers: nil: one per core that this process may use.
  /// - Throws: `MachineError` or `TeamError`.
  public convenience init(workers: Int? = nil) throws {
    let topology = try Topology.load()
    try self.init(
      placement: .plan(
        workers: workers ?? Placement.defaultWorkers(on: topology), on: topology))
  }
}
