package import Machine

/// How numbers and wishes are written where a machine is shown, as text and as a picture.
package enum TopologyNotation {
  /// Numbers in their order as ranges: "0–7, 16–23", and with an equal distance "0, 2, …, 22".
  package static func ranges(_ numbers: [Int]) -> String {
    var parts: [String] = []
    var start = 0
    while start < numbers.count {
      var end = start
      if start + 1 < numbers.count {
        let step = numbers[start + 1] - numbers[start]
        while end + 1 < numbers.count, numbers[end + 1] - numbers[end] == step { end += 1 }
        // The last one may begin a range.
        if step != 1, end + 1 < numbers.count, numbers[end + 1] - numbers[end] == 1 { end -= 1 }
        if step == 1 {
          parts.append("\(numbers[start])–\(numbers[end])")
        } else if end - start >= 3 {
          parts.append("\(numbers[start]), \(numbers[start + 1]), …, \(numbers[end])")
        } else {
          // Two numbers have some distance or other; the second may begin a range.
          end = start
          parts.append("\(numbers[start])")
        }
      } else {
        parts.append("\(numbers[start])")
      }
      start = end + 1
    }
    return parts.joined(separator: ", ")
  }

  /// "1 core", "2 cores".
  package static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// In the units of 1024 that data sheets of caches and memory use: "32 MB", "1.25 MB", "126 GB".
  package static func bytes(_ bytes: Int) -> String {
    let (kilo, mega, giga) = (1 << 10, 1 << 20, 1 << 30)
    if bytes >= giga {
      let value = Double(bytes) / Double(giga)
      return value.decimal(digits: value < 10 ? 1 : 0) + " GB"
    }
    // Quarters are exact with two decimals.
    if bytes >= mega, bytes >= 10 * mega || bytes % (mega / 4) == 0 {
      return (Double(bytes) / Double(mega)).decimal() + " MB"
    }
    return (Double(bytes) / Double(kilo)).decimal(digits: 0) + " KB"
  }

  /// What was asked for, in a few words each.
  package static func words(_ policy: PlacementPolicy, of placement: Placement) -> [String] {
    var words = [count(placement.workers, "worker")]
    switch policy.workers {
    case .perCore: words.append("one per core")
    case .perThread: words.append("one per hardware thread")
    case .perCache: words.append("one per last cache")
    case .count: break
    }
    words.append(policy.order.rawValue)
    if policy.freeCores > 0 { words.append("\(count(policy.freeCores, "core")) kept free") }
    if placement.topology.coreKinds.count > 1 {
      switch policy.coreKinds {
      case .fastFirst: words.append("fast cores first")
      case .fastOnly: words.append("fast cores only")
      case .alike: words.append("fast and slow cores alike")
      }
    }
    if placement.mixesCoreKinds {
      switch policy.split {
      case .even: words.append("rows split evenly")
      case .reported: words.append("rows split by reported speed")
      case .measured: words.append("rows split by measured speed")
      }
    }
    words.append(policy.isBound ? "bound" : "not bound")
    return words
  }

  /// "2 packages, 2 NUMA nodes, 24 last caches (L3 32 MB), 192 cores, 384 processing units".
  package static func counts(_ topology: Topology) -> String {
    let caches = topology.lastCacheParts
    // A core without a cache has a last cache of its own by number alone.
    var cacheWords = count(Set(topology.cores.map(\.lastCache)).count, "last cache")
    let kinds = caches.values.map(name).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }.sorted()
    cacheWords =
      caches.isEmpty ? "caches unknown" : "\(cacheWords) (\(kinds.joined(separator: ", ")))"
    let nodes = topology.memoryNodes.count
    return [
      count(topology.packages, "package"),
      nodes == 0 ? "memory unknown" : count(nodes, "NUMA node"),
      cacheWords, count(topology.cores.count, "core"),
      count(topology.processingUnits.count, "processing unit"),
    ].joined(separator: ", ")
  }

  /// Of a cache: "L3 32 MB".
  package static func name(_ cache: MachinePart) -> String {
    guard case .cache(let level) = cache.kind else { return "" }
    return "L\(level)" + (cache.bytes.map { " " + bytes($0) } ?? "")
  }

  /// Of core kinds from slow to fast: "slow", "fast"; nil where all cores are alike.
  package static func name(ofKind kind: Int, on topology: Topology) -> String? {
    let kinds = topology.coreKinds
    guard kinds.count > 1 else { return nil }
    let speed = kind == kinds.count - 1 ? "fast" : kind == 0 ? "slow" : "middling"
    return "\(speed) core" + (kinds[kind].maximumMegahertz.map { " (\($0) MHz)" } ?? "")
  }
}
