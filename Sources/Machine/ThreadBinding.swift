/// The intention to keep a thread on one processing unit.
public struct ThreadBinding: Sendable {
  public let processingUnit: ProcessingUnit
  private let topology: Topology

  public init(to processingUnit: ProcessingUnit, on topology: Topology) {
    self.processingUnit = processingUnit
    self.topology = topology
  }

  /// Keeps the calling thread there from now on.
  ///
  /// - Throws: `bindingRefused` or `bindingElsewhere`; the thread then stays where it may run.
  public func bindCurrentThread() throws(MachineError) {
    try topology.handle.bindThread(to: processingUnit.osIndex)
  }
}
