extension Placement {
  /// As many workers as asked for, one a core in logical order before any core has two.
  ///
  /// - Precondition: at least one worker.
  public static func plan(workers: Int, on topology: Topology) -> Placement {
    plan(PlacementPolicy(workers: .count(workers)), on: topology)
  }

  /// One worker for each usable core: matrix products leave nothing for a second hardware thread. Fewer
  /// where a CPU quota gives this process less.
  public static func defaultWorkers(on topology: Topology) -> Int {
    plan(PlacementPolicy(), on: topology, quota: .ofThisProcess(on: topology)).workers
  }

  /// What the machine can give of what was asked for.
  ///
  /// First hardware threads of cores are used before second ones, and no processing unit twice while
  /// others are free. More workers than that share: right, but slower than fewer.
  ///
  /// - Parameter quota: processor time that this process may use; it lowers the number of workers unless
  ///   one is asked for by number.
  /// - Precondition: at least one worker.
  public static func plan(
    _ policy: PlacementPolicy, memory: MemoryPolicy = MemoryPolicy(), on topology: Topology,
    quota: CPUQuota? = nil
  ) -> Placement {
    var shortfalls: [String] = []
    let line = PlacementLine(policy, on: topology)
    shortfalls += line.shortfalls
    var workers = line.workers
    // A number is obeyed: who has too large a team is told by it.
    var isNumber = false
    if case .count = policy.workers { isNumber = true }
    if !isNumber, let quota, quota.workers < workers {
      shortfalls.append(
        "\(workers) workers asked for, \(quota.workers) planned: a CPU quota gives this process the "
          + "time of \(quota)")
      workers = quota.workers
    }
    if !isNumber && workers > mostWorkers {
      shortfalls.append(
        "\(workers) workers asked for, \(mostWorkers) planned: the most there can be")
      workers = mostWorkers
    }
    if workers > line.units.count {
      shortfalls.append(
        "\(workers) workers asked for, \(line.units.count) processing unit"
          + "\(line.units.count == 1 ? "" : "s") to be had: they share")
    }
    let chosen = (0..<workers).map { line.units[$0 % line.units.count] }
      .sorted { ($0.core, $0.hardwareThread) < ($1.core, $1.hardwareThread) }
    return Placement(
      processingUnits: chosen, on: topology, policy: policy, memory: memory,
      shortfalls: shortfalls)
  }
}
