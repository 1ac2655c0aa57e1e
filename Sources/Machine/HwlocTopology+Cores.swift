internal import CHwloc

extension HwlocTopology {
  /// The usable cores as plain values, in logical order.
  func usableCores() -> [Core] {
    var cores: [Core] = []
    var objects: [hwloc_obj_t] = []
    func close() {
      guard let first = objects.first else { return }
      let units = objects.enumerated().map { rank, object in
        ProcessingUnit(
          osIndex: Int(object.pointee.os_index), core: cores.count, hardwareThread: rank,
          numaNode: Self.numaNode(of: object), package: Self.package(of: object))
      }
      cores.append(
        Core(index: cores.count, processingUnits: units, caches: Self.caches(above: first)))
      objects = []
    }
    var current: hwloc_obj_t?
    for object in processingUnits() {
      // A machine that hides its cores still shows processing units; each is then a core.
      let core = Self.ancestor(of: object, type: HWLOC_OBJ_CORE) ?? object
      if core != current { close() }
      current = core
      objects.append(object)
    }
    close()
    return cores
  }

  private static func ancestor(of object: hwloc_obj_t, type: hwloc_obj_type_t) -> hwloc_obj_t? {
    sequence(first: object, next: { $0.pointee.parent }).first { $0.pointee.type == type }
  }

  private static func package(of object: hwloc_obj_t) -> Int {
    ancestor(of: object, type: HWLOC_OBJ_PACKAGE).map { Int($0.pointee.logical_index) } ?? 0
  }

  /// The lowest node of the closest ancestor that has any: cores of a package without memory of
  /// its own use another's.
  private static func numaNode(of object: hwloc_obj_t) -> Int {
    for ancestor in sequence(first: object, next: { $0.pointee.parent }) {
      guard let nodes = ancestor.pointee.nodeset else { continue }
      let node = hwloc_bitmap_first(nodes)
      if node >= 0 { return Int(node) }
    }
    return 0
  }

  private static func caches(above object: hwloc_obj_t) -> CacheSizes {
    func bytes(_ type: hwloc_obj_type_t) -> Int? {
      guard let size = ancestor(of: object, type: type)?.pointee.attr?.pointee.cache.size else {
        return nil
      }
      return size > 0 ? Int(clamping: size) : nil
    }
    return CacheSizes(
      level1DataBytes: bytes(HWLOC_OBJ_L1CACHE), level2Bytes: bytes(HWLOC_OBJ_L2CACHE),
      level3Bytes: bytes(HWLOC_OBJ_L3CACHE))
  }
}
