/// The processing units that a policy allows, in the order in which it gives them out.
struct PlacementLine {
  let units: [ProcessingUnit]
  /// As many as the policy asks for.
  let workers: Int
  let shortfalls: [String]

  /// - Precondition: the policy does not ask for less than one worker.
  init(_ policy: PlacementPolicy, on topology: Topology) {
    var shortfalls: [String] = []
    var cores = topology.cores
    if policy.coreKinds == .fastOnly {
      let fastest = cores.map(\.kind).max() ?? 0
      cores = cores.filter { $0.kind == fastest }
    }
    if policy.freeCores > 0 {
      let free = min(policy.freeCores, cores.count - 1)
      if free < policy.freeCores {
        shortfalls.append(
          "\(policy.freeCores) core\(policy.freeCores == 1 ? "" : "s") to be kept free, of "
            + "\(cores.count): \(free) \(free == 1 ? "is" : "are")")
      }
      let kept = Set(
        Self.order(cores.map { $0.processingUnits[0] }, policy, topology).dropLast(free)
          .map(\.core))
      cores = cores.filter { kept.contains($0.index) }
    }
    var units = Self.order(cores.flatMap(\.processingUnits), policy, topology)
    switch policy.workers {
    case .perCore: workers = cores.count
    case .perThread: workers = units.count
    case .count(let count):
      precondition(count > 0, "PlacementLine: at least one worker")
      workers = count
    case .perCache:
      var seen: Set<Int> = []
      units = units.filter { seen.insert(topology.cores[$0.core].lastCache).inserted }
      workers = units.count
    }
    self.units = units
    self.shortfalls = shortfalls
  }

  /// First hardware threads, then second ones, and so on; each of them in the policy's order.
  private static func order(
    _ units: [ProcessingUnit], _ policy: PlacementPolicy, _ topology: Topology
  ) -> [ProcessingUnit] {
    func slowness(_ unit: ProcessingUnit) -> Int {
      policy.coreKinds == .alike ? 0 : -topology.cores[unit.core].kind
    }
    let sorted = units.sorted {
      ($0.hardwareThread, slowness($0), $0.core) < ($1.hardwareThread, slowness($1), $1.core)
    }
    switch policy.order {
    case .compact: return sorted
    case .scattered:
      return groups(sorted) { [$0.hardwareThread, slowness($0)] }.flatMap { group in
        spread(
          group,
          over: [{ $0.package }, { $0.numaNode }, { topology.cores[$0.core].lastCache }])
      }
    case .balanced:
      var taken: [Int: Int] = [:]
      return groups(sorted) { [$0.hardwareThread] }.flatMap { balance($0, &taken, topology) }
    }
  }

  /// Neighbours with the same key, in their order.
  private static func groups(
    _ units: [ProcessingUnit], _ key: (ProcessingUnit) -> [Int]
  ) -> [[ProcessingUnit]] {
    units.reduce(into: []) { groups, unit in
      if let last = groups.last?.last, key(last) == key(unit) {
        groups[groups.count - 1].append(unit)
      } else {
        groups.append([unit])
      }
    }
  }

  /// Takes one of each part of the first level in turn, and inside each part one of each part of the next.
  private static func spread(
    _ units: [ProcessingUnit], over levels: [(ProcessingUnit) -> Int]
  ) -> [ProcessingUnit] {
    guard let level = levels.first else { return units }
    var numbers: [Int] = []
    var parts: [Int: [ProcessingUnit]] = [:]
    for unit in units {
      if parts[level(unit)] == nil { numbers.append(level(unit)) }
      parts[level(unit), default: []].append(unit)
    }
    let inside = numbers.map { spread(parts[$0] ?? [], over: Array(levels.dropFirst())) }
    let longest = inside.map(\.count).max() ?? 0
    return (0..<longest).flatMap { index in
      inside.compactMap { index < $0.count ? $0[index] : nil }
    }
  }

  /// Takes the next unit of the node that has given the fewest.
  private static func balance(
    _ units: [ProcessingUnit], _ taken: inout [Int: Int], _ topology: Topology
  ) -> [ProcessingUnit] {
    let numbers = topology.memoryNodes.map(\.osIndex)
    let known = Set(numbers)
    var queues = numbers.map { number in units.filter { $0.numaNode == number }[...] }
    // Of a machine that hides its memory: all of them.
    queues.append(units.filter { !known.contains($0.numaNode) }[...])
    let keys = numbers + [-1]
    var order: [ProcessingUnit] = []
    while order.count < units.count {
      let next = queues.indices.filter { !queues[$0].isEmpty }
        .min { (taken[keys[$0], default: 0], $0) < (taken[keys[$1], default: 0], $1) }
      guard let next, let unit = queues[next].popFirst() else { break }
      taken[keys[next], default: 0] += 1
      order.append(unit)
    }
    return order
  }
}
