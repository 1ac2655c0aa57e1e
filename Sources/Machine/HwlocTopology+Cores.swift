internal import CHwloc

extension HwlocTopology {
  /// The usable cores as plain values, in logical order.
  ///
  /// - Parameter kindOfUnit: positions of kinds by the system's numbers of processing units.
  func usableCores(kindOfUnit: [Int: Int]) -> [Core] {
    var cores: [Core] = []
    var objects: [hwloc_obj_t] = []
    var lastCaches: [hwloc_obj_t] = []
    func close() {
      guard let first = objects.first else { return }
      let units = objects.enumerated().map { rank, object in
        ProcessingUnit(
          osIndex: Int(object.pointee.os_index), core: cores.count, hardwareThread: rank,
          numaNode: Self.numaNode(of: object), package: Self.package(of: object))
      }
      // Cores below one cache stand together, so a cache that was seen is the last one seen.
      let cache = Self.lastCache(above: first)
      if lastCaches.last != cache { lastCaches.append(cache) }
      cores.append(
        Core(
          index: cores.count, processingUnits: units, caches: Self.caches(above: first),
          lastCache: lastCaches.count - 1, kind: kindOfUnit[units[0].osIndex] ?? 0))
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

  static func ancestor(of object: hwloc_obj_t, type: hwloc_obj_type_t) -> hwloc_obj_t? {
    sequence(first: object, next: { $0.pointee.parent }).first { $0.pointee.type == type }
  }

  private static func package(of object: hwloc_obj_t) -> Int {
    ancestor(of: object, type: HWLOC_OBJ_PACKAGE).map { Int($0.pointee.logical_index) } ?? 0
  }

  /// The lowest node of the closest ancestor that has any. (An object's nodeset will not do: it also
  /// holds the nodes of all its ancestors.)
  private static func numaNode(of object: hwloc_obj_t) -> Int {
    for ancestor in sequence(first: object, next: { $0.pointee.parent }) {
      if let node = memoryNodes(at: ancestor).map({ Int($0.pointee.os_index) }).min() {
        return node
      }
    }
    return 0
  }

  /// NUMA nodes that hang on an object, behind memory-side caches if there are any.
  static func memoryNodes(at object: hwloc_obj_t) -> [hwloc_obj_t] {
    list(object.pointee.memory_first_child).flatMap { child in
      child.pointee.type == HWLOC_OBJ_NUMANODE ? [child] : memoryNodes(at: child)
    }
  }

  /// An object and its later siblings.
  static func list(_ first: hwloc_obj_t?) -> [hwloc_obj_t] {
    guard let first else { return [] }
    return Array(sequence(first: first, next: { $0.pointee.next_sibling }))
  }

  /// Bytes of a NUMA node, where the topology says.
  static func memoryBytes(_ node: hwloc_obj_t) -> Int? {
    let bytes = node.pointee.attr.pointee.numanode.local_memory
    return bytes > 0 ? Int(clamping: bytes) : nil
  }

  /// The outermost data cache; the core itself, or what stands for it, where there is none.
  private static func lastCache(above object: hwloc_obj_t) -> hwloc_obj_t {
    let core = ancestor(of: object, type: HWLOC_OBJ_CORE) ?? object
    return sequence(first: object, next: { $0.pointee.parent })
      .filter { hwloc_obj_type_is_dcache($0.pointee.type) != 0 }.last ?? core
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
