import Arithmetic
import Learning
import Machine
import Team

/// The workers that take part in a run: how fast they are, and which memory is near them.
///
/// Where all of them are on one NUMA node, everything here is made by the caller, as if there were no nodes.
/// On several, each worker makes what it alone uses. The system puts a page near the thread that first
/// writes to it, and no container forbids that; binding, which containers often forbid, comes on top
/// where several share an array.
struct RunWorkers: Sendable {
  let team: Team
  /// Those of the team that take part, ascending: worker i of the run is the i-th of these.
  let members: [Int]
  /// Of those that take part.
  let placement: Placement
  /// Relative to the fastest.
  let speeds: [Double]
  /// NUMA nodes that memory is placed on, in the order of workers; empty where it makes no difference.
  let nodes: [Int]
  /// Workers that share a copy of the weights, by copy; worker 0 shares the first.
  let sharing: [[Int]]
  let warnings: MemoryWarnings

  /// - Parameters:
  ///   - members: of the team, ascending, at least one; nil: all.
  ///   - shares: of their cores that they get.
  /// - Complexity: two milliseconds if speeds are to be measured, on a processor of several kinds of cores.
  init(_ members: [Int]? = nil, of team: Team, shares: CoreShares? = nil) async {
    let members = members ?? Array(0..<team.workers)
    let placement = team.placement.participating(members)
    self.team = team
    self.members = members
    self.placement = placement
    var speeds = placement.reportedSpeeds
    if placement.policy.split == .measured && placement.mixesCoreKinds {
      speeds = await team.measuredSpeeds(of: members) ?? speeds
    }
    if let shares { speeds = zip(members, speeds).map { shares.relative[$0] * $1 } }
    let fastest = speeds.max() ?? 1
    self.speeds = speeds.map { $0 / fastest }
    // Threads that move about have no memory near them.
    let found = placement.policy.isBound ? placement.memoryNodes : []
    nodes = found.count > 1 ? found : []
    sharing =
      placement.memory.weights == .replicated && !nodes.isEmpty
      ? nodes.map { node in
        members.indices.filter { placement.processingUnits[$0].numaNode == node }
      } : [Array(members.indices)]
    // Of threads that run anywhere nobody needs to hear where their memory is.
    warnings = MemoryWarnings(saysRefusals: team.bindingWarning == nil)
  }

  var count: Int { members.count }

  /// Whether the same workers have the same parts, but for the noise of measured speeds.
  func isLike(_ other: RunWorkers) -> Bool {
    members == other.members
      && zip(speeds, other.speeds).allSatisfy { ($0 - $1).magnitude < 0.1 }
  }

  /// The copy of the weights that a worker reads, and updates with others.
  func replica(ofWorker worker: Int) -> Int {
    sharing.firstIndex { $0.contains(worker) } ?? 0
  }

  func node(ofWorker worker: Int) -> Int { placement.processingUnits[worker].numaNode }

  /// What each worker makes for itself, on its own thread where there are several nodes.
  func made<Made: Sendable>(_ make: @escaping @Sendable (Int) -> Made) async -> [Made] {
    guard !nodes.isEmpty else { return (0..<count).map(make) }
    let made = LockedValue<[Made?]>(Array(repeating: nil, count: count))
    // Fails if the team was cancelled, and with it the run to come, which says so.
    try? await team.run(members: members) { worker in
      let own = make(worker.index)
      made.withLock { $0[worker.index] = own }
    }
    return made.withLock { $0 }.enumerated().map { $0.element ?? make($0.offset) }
  }

  /// Each worker's part of its copy of the weights.
  func slices(_ layout: ParameterLayout, penalty: Penalty?) -> [ParameterSlice] {
    let cuts = sharing.map { workers in
      zip(
        workers,
        ParameterSlice.cut(layout, speeds: workers.map { speeds[$0] }, penalty: penalty))
    }
    return cuts.flatMap { $0 }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Sets a worker's part of arrays that nothing was written to to zero, so that they lie near it.
  func clear(_ ranges: [Range<Int>], of arrays: [View<Float>], near worker: Int) {
    let binding = MemoryBinding(to: [node(ofWorker: worker)], on: placement.topology)
    for array in arrays {
      for range in ranges {
        array[range].fill(0)
        warnings.collect { () throws(MachineError) in try binding.bind(array[range].addresses) }
      }
    }
  }
}
