import Machine

extension Placement {
  /// How fast each worker computes while all do, over a core of the fastest kind that works alone.
  ///
  /// Unlike `reportedSpeeds`, which says how work is split, also where the policy asks for an even split.
  ///
  /// - Parameter crowdedSpeed: of a core while all cores of a machine work.
  func modelledSpeeds(crowdedSpeed: Double) -> [Double] {
    var onCore: [Int: Double] = [:]
    for unit in processingUnits { onCore[unit.core, default: 0] += 1 }
    let others = Double(onCore.count - 1) / Double(max(1, topology.cores.count - 1))
    let clock = 1 - (1 - crowdedSpeed) * others
    return processingUnits.map { unit in
      topology.coreKinds[topology.cores[unit.core].kind].reportedSpeed * clock
        / (onCore[unit.core] ?? 1)
    }
  }
}
