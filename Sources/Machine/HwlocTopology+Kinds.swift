internal import CHwloc

extension HwlocTopology {
  /// Kinds of cores that have usable processing units, from slow to fast, and the position of each unit's
  /// kind by the system's number of the unit. One kind where hwloc cannot rank them.
  func coreKinds() -> (kinds: [CoreKind], ofUnit: [Int: Int]) {
    let alike = [CoreKind(reportedSpeed: 1, maximumMegahertz: nil)]
    guard let set = hwloc_bitmap_alloc() else { return (alike, [:]) }
    defer { hwloc_bitmap_free(set) }
    let usable = processingUnits().map { $0.pointee.os_index }
    var found: [(units: [Int], capacity: Double?, megahertz: Int?)] = []
    var isRanked = true
    for index in 0..<max(0, hwloc_cpukinds_get_nr(pointer, 0)) {
      var efficiency: Int32 = -1
      var count: UInt32 = 0
      var infos: UnsafeMutablePointer<hwloc_info_s>?
      guard
        hwloc_cpukinds_get_info(pointer, UInt32(index), set, &efficiency, &count, &infos, 0) == 0
      else { continue }
      let units = usable.filter { hwloc_bitmap_isset(set, $0) != 0 }.map { Int($0) }
      if units.isEmpty { continue }
      if efficiency < 0 { isRanked = false }
      let facts = UnsafeBufferPointer(start: infos, count: infos == nil ? 0 : Int(count))
      func number(_ name: String) -> Int? {
        facts.first { $0.name.map { String(cString: $0) } == name }
          .flatMap { $0.value.map { String(cString: $0) } }.flatMap { Int($0) }
          .flatMap { $0 > 0 ? $0 : nil }
      }
      found.append((units, number("LinuxCapacity").map { Double($0) }, number("FrequencyMaxMHz")))
    }
    if found.count == 1 {
      return ([CoreKind(reportedSpeed: 1, maximumMegahertz: found[0].megahertz)], [:])
    }
    guard !found.isEmpty, isRanked else { return (alike, [:]) }
    var speeds = found.map { $0.capacity ?? 0 }
    if speeds.contains(0) { speeds = found.map { Double($0.megahertz ?? 0) } }
    if speeds.contains(0) { speeds = found.map { _ in 1 } }
    let fastest = speeds.max() ?? 1
    let kinds = zip(found, speeds).map {
      CoreKind(reportedSpeed: $1 / fastest, maximumMegahertz: $0.megahertz)
    }
    var ofUnit: [Int: Int] = [:]
    for (kind, each) in found.enumerated() {
      for unit in each.units { ofUnit[unit] = kind }
    }
    return (kinds, ofUnit)
  }
}
