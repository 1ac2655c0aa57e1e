internal import CHwloc
internal import Glibc

extension HwlocTopology {
  /// Keeps `pages`, whole ones, on a node, or in turn on several.
  func bindMemory(_ pages: Range<UInt>, to nodes: [Int]) throws(MachineError) {
    // hwloc accepts a binding to a machine that is not here, and does nothing.
    guard isThisMachine else { throw .memoryElsewhere(nodes: nodes) }
    guard let set = hwloc_bitmap_alloc() else {
      throw .memoryRefused(nodes: nodes, code: ENOMEM)
    }
    defer { hwloc_bitmap_free(set) }
    for node in nodes {
      // A bitmap grows to the highest number set in it, so a number out of reach is refused first.
      guard let number = UInt32(exactly: node),
        hwloc_bitmap_isset(hwloc_topology_get_topology_nodeset(pointer), number) != 0,
        hwloc_bitmap_set(set, number) == 0
      else { throw .memoryRefused(nodes: nodes, code: EINVAL) }
    }
    let policy = nodes.count == 1 ? HWLOC_MEMBIND_BIND : HWLOC_MEMBIND_INTERLEAVE
    let flags = HWLOC_MEMBIND_BYNODESET.rawValue | HWLOC_MEMBIND_MIGRATE.rawValue
    guard
      hwloc_set_area_membind(
        pointer, UnsafeRawPointer(bitPattern: pages.lowerBound), pages.count, set, policy,
        Int32(flags)) == 0
    else { throw .memoryRefused(nodes: nodes, code: errno) }
  }

  /// Where pages lie.
  func nodes(of addresses: Range<UInt>) -> [Int]? {
    nodes { set in
      hwloc_get_area_memlocation(
        pointer, UnsafeRawPointer(bitPattern: addresses.lowerBound), addresses.count, set,
        Int32(HWLOC_MEMBIND_BYNODESET.rawValue))
    }
  }

  /// What pages were bound to.
  func boundNodes(of addresses: Range<UInt>) -> [Int]? {
    var policy = HWLOC_MEMBIND_DEFAULT
    return nodes { set in
      hwloc_get_area_membind(
        pointer, UnsafeRawPointer(bitPattern: addresses.lowerBound), addresses.count, set,
        &policy, Int32(HWLOC_MEMBIND_BYNODESET.rawValue))
    }
  }

  /// The nodes that a call puts into a set; nil if it fails, or is about another machine.
  private func nodes(_ call: (hwloc_bitmap_t) -> Int32) -> [Int]? {
    guard isThisMachine, let set = hwloc_bitmap_alloc() else { return nil }
    defer { hwloc_bitmap_free(set) }
    guard call(set) == 0 else { return nil }
    var nodes: [Int] = []
    var next = hwloc_bitmap_first(set)
    while next >= 0 {
      nodes.append(Int(next))
      next = hwloc_bitmap_next(set, next)
    }
    return nodes
  }
}
