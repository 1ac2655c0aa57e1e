import Lockstep

/// What `topology --json` prints. Encoded by hand, so that what is unknown is null and not missing.
struct TopologyAnswer: Encodable {
  let machine: String
  let thisMachine: Bool
  /// Counts of what has usable processing units.
  let packages: Int
  let numaNodes: Int
  let lastCaches: Int
  let cores: Int
  let pus: Int
  let coreKinds: [Kind]
  let policy: Policy
  let memory: Memory
  let workers: [Worker]
  /// What was asked and could not be had.
  let shortfalls: [String]
  /// Processors whose time a CPU quota gives this process.
  let quotaProcessors: Double?

  struct Worker: Encodable {
    let worker: Int
    /// The operating system's numbers.
    let pu: Int
    let numaNode: Int
    /// hwloc's logical numbers.
    let core: Int
    let package: Int
    let lastCache: Int
    /// Among its core's.
    let hardwareThread: Int
  }

  struct Kind: Encodable {
    let reportedSpeed: Double
    let maximumMegahertz: Int?
    let cores: Int

    private enum CodingKeys: CodingKey {
      case reportedSpeed, maximumMegahertz, cores
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(reportedSpeed, forKey: .reportedSpeed)
      try values.encode(maximumMegahertz, forKey: .maximumMegahertz)
      try values.encode(cores, forKey: .cores)
    }
  }

  struct Policy: Encodable {
    /// per-core, per-thread, per-cache or a number.
    let workers: String
    let order: String
    let freeCores: Int
    let coreKinds: String
    let split: String
    let bind: Bool
  }

  struct Memory: Encodable {
    let weights: String
    let rows: String
  }

  init(_ placement: Placement, machine: String, shortfalls: [String], quota: CPUQuota?) {
    let topology = placement.topology
    self.machine = machine
    thisMachine = topology.isThisMachine
    packages = topology.packages
    numaNodes = topology.memoryNodes.count
    lastCaches = topology.lastCaches
    cores = topology.cores.count
    pus = topology.processingUnits.count
    coreKinds = topology.coreKinds.enumerated().map { index, kind in
      Kind(
        reportedSpeed: kind.reportedSpeed, maximumMegahertz: kind.maximumMegahertz,
        cores: topology.cores.count { $0.kind == index })
    }
    let policy = placement.policy
    self.policy = Policy(
      workers: "\(policy.workers)", order: policy.order.rawValue, freeCores: policy.freeCores,
      coreKinds: policy.coreKinds.rawValue, split: policy.split.rawValue, bind: policy.isBound)
    memory = Memory(
      weights: placement.memory.weights.rawValue, rows: placement.memory.rows.rawValue)
    workers = placement.processingUnits.enumerated().map { index, unit in
      Worker(
        worker: index, pu: unit.osIndex, numaNode: unit.numaNode, core: unit.core,
        package: unit.package, lastCache: topology.cores[unit.core].lastCache,
        hardwareThread: unit.hardwareThread)
    }
    self.shortfalls = shortfalls
    quotaProcessors = quota?.processors
  }

  private enum CodingKeys: CodingKey {
    case machine, thisMachine, packages, numaNodes, lastCaches, cores, pus, coreKinds, policy
    case memory, workers, shortfalls, quotaProcessors
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(machine, forKey: .machine)
    try values.encode(thisMachine, forKey: .thisMachine)
    try values.encode(packages, forKey: .packages)
    try values.encode(numaNodes, forKey: .numaNodes)
    try values.encode(lastCaches, forKey: .lastCaches)
    try values.encode(cores, forKey: .cores)
    try values.encode(pus, forKey: .pus)
    try values.encode(coreKinds, forKey: .coreKinds)
    try values.encode(policy, forKey: .policy)
    try values.encode(memory, forKey: .memory)
    try values.encode(workers, forKey: .workers)
    try values.encode(shortfalls, forKey: .shortfalls)
    try values.encode(quotaProcessors, forKey: .quotaProcessors)
  }
}
