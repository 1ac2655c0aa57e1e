public import Machine

/// The machine of a prediction, in numbers: what of it can be used.
public struct PredictedMachine: Codable, Equatable, Sendable {
  /// A profile, a file, or `this`.
  public var name: String
  public var packages: Int
  public var numaNodes: Int
  public var lastCaches: Int
  public var cores: Int
  /// Hardware threads.
  public var pus: Int

  public init(
    name: String, packages: Int, numaNodes: Int, lastCaches: Int, cores: Int, pus: Int
  ) {
    self.name = name
    self.packages = packages
    self.numaNodes = numaNodes
    self.lastCaches = lastCaches
    self.cores = cores
    self.pus = pus
  }

  public init(name: String, _ topology: Topology) {
    self.init(
      name: name, packages: topology.packages, numaNodes: max(1, topology.memoryNodes.count),
      lastCaches: topology.lastCaches, cores: topology.cores.count,
      pus: topology.processingUnits.count)
  }
}
