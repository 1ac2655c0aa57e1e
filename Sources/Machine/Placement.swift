/// Which processing unit each worker runs on.
///
/// Workers are numbered in the machine's logical order. Shards are cut in the order of workers, so
/// neighbours in the reduction tree are neighbours in the machine.
public struct Placement: Sendable {
  /// More than any machine has processing units; fewer than a process may have threads.
  public static let mostWorkers = 4096

  /// Worker i runs on the i-th of these. Several workers may share one.
  public let processingUnits: [ProcessingUnit]

  /// The machine that they belong to.
  public let topology: Topology

  /// What was asked for.
  public let policy: PlacementPolicy

  /// Where arrays are to lie.
  public let memory: MemoryPolicy

  /// What was asked for and could not be had, a sentence each.
  public let shortfalls: [String]

  /// - Precondition: at least one processing unit.
  public init(
    processingUnits: [ProcessingUnit], on topology: Topology,
    policy: PlacementPolicy = PlacementPolicy(), memory: MemoryPolicy = MemoryPolicy(),
    shortfalls: [String] = []
  ) {
    precondition(!processingUnits.isEmpty, "Placement: a placement has at least one worker")
    self.processingUnits = processingUnits
    self.topology = topology
    self.policy = policy
    self.memory = memory
    self.shortfalls = shortfalls
  }

  public var workers: Int { processingUnits.count }

  /// Whether a processing unit has more than one worker; waiting workers must then make room.
  public var sharesProcessingUnits: Bool { Set(processingUnits).count < workers }

  /// The core that a worker runs on.
  public func core(ofWorker worker: Int) -> Core { topology.cores[processingUnits[worker].core] }

  /// How to bind the thread of a worker.
  public func binding(ofWorker worker: Int) -> ThreadBinding {
    ThreadBinding(to: processingUnits[worker], on: topology)
  }

  /// NUMA nodes (the operating system's numbers) that workers are on, in the order of workers.
  public var memoryNodes: [Int] {
    processingUnits.reduce(into: []) { nodes, unit in
      if !nodes.contains(unit.numaNode) { nodes.append(unit.numaNode) }
    }
  }

  /// Which workers take part in a run of `count`, ascending: neighbours, fast ones first unless the
  /// policy takes cores as alike, but no two on a core, or on a processing unit, while others have none.
  ///
  /// - Parameter candidates: who may take part, ascending; nil: everyone.
  /// - Precondition: from 1 to the number of candidates.
  public func participants(_ count: Int, among candidates: [Int]? = nil) -> [Int] {
    let candidates = candidates ?? Array(processingUnits.indices)
    precondition(
      0 < count && count <= candidates.count, "Placement: impossible number of participants")
    func slowness(_ worker: Int) -> Int {
      policy.coreKinds == .alike ? 0 : -core(ofWorker: worker).kind
    }
    var onCore: [Int: Int] = [:]
    var onUnit: [ProcessingUnit: Int] = [:]
    let crowding = candidates.map { candidate in
      let unit = processingUnits[candidate]
      defer {
        onCore[unit.core, default: 0] += 1
        onUnit[unit, default: 0] += 1
      }
      return (
        onUnit: onUnit[unit, default: 0], onCore: onCore[unit.core, default: 0],
        slowness: slowness(candidate), worker: candidate
      )
    }
    return crowding.sorted { $0 < $1 }.prefix(count).map(\.worker).sorted()
  }

  /// The same machine and wishes with the workers of a run of `count`.
  public func participating(_ count: Int) -> Placement { participating(participants(count)) }

  /// The same machine and wishes with some of the workers, ascending.
  public func participating(_ members: [Int]) -> Placement {
    Placement(
      processingUnits: members.map { processingUnits[$0] }, on: topology,
      policy: policy, memory: memory)
  }

  /// How fast each worker's processing unit is by what the system reports: its core's kind, divided by the
  /// workers that share the core. All alike where the policy asks for an even split.
  public var reportedSpeeds: [Double] {
    guard policy.split != .even else { return Array(repeating: 1, count: workers) }
    var onCore: [Int: Double] = [:]
    for unit in processingUnits { onCore[unit.core, default: 0] += 1 }
    return processingUnits.map { unit in
      let core = topology.cores[unit.core]
      return topology.coreKinds[core.kind].reportedSpeed / (onCore[unit.core] ?? 1)
    }
  }

  /// Whether workers run on cores of several kinds.
  public var mixesCoreKinds: Bool {
    Set(processingUnits.map { topology.cores[$0.core].kind }).count > 1
  }
}
