internal import CHwloc

extension HwlocTopology {
  /// The machine as a tree of plain values.
  func tree(of cores: [Core]) -> MachinePart {
    var coreOfUnit: [Int: Int] = [:]
    for core in cores {
      for unit in core.processingUnits { coreOfUnit[unit.osIndex] = core.index }
    }
    let whole = MachinePart(kind: .machine, logicalIndex: 0, cores: 0..<cores.count)
    guard let root = hwloc_get_root_obj(pointer) else { return whole }
    return parts(root, coreOfUnit).first ?? whole
  }

  /// The object as a part; of objects that are not shown, the parts inside.
  private func parts(_ object: hwloc_obj_t, _ coreOfUnit: [Int: Int]) -> [MachinePart] {
    let inside = Self.list(object.pointee.first_child).flatMap { parts($0, coreOfUnit) }
    let type = object.pointee.type
    let index = Int(object.pointee.logical_index)
    let number = object.pointee.os_index == UInt32.max ? nil : Int(object.pointee.os_index)
    if type == HWLOC_OBJ_PU {
      guard let number, let core = coreOfUnit[number] else { return [] }
      return [
        MachinePart(
          kind: .processingUnit, logicalIndex: index, osIndex: number, cores: core..<core + 1)
      ]
    }
    guard let first = inside.map(\.cores.lowerBound).min(),
      let last = inside.map(\.cores.upperBound).max()
    else { return [] }
    let cores = first..<last
    guard let kind = Self.kind(type) else { return inside }
    let memory = Self.memoryNodes(at: object).map { node in
      MachinePart(
        kind: .memoryNode, logicalIndex: Int(node.pointee.logical_index),
        osIndex: Int(node.pointee.os_index), bytes: Self.memoryBytes(node), cores: cores)
    }
    return [
      MachinePart(
        kind: kind, logicalIndex: index, osIndex: number, bytes: Self.cacheBytes(object),
        name: Self.name(object), parts: memory + inside, cores: cores)
    ]
  }

  private static func kind(_ type: hwloc_obj_type_t) -> MachinePart.Kind? {
    switch type {
    case HWLOC_OBJ_MACHINE: .machine
    case HWLOC_OBJ_GROUP: .group
    case HWLOC_OBJ_PACKAGE: .package
    case HWLOC_OBJ_DIE: .die
    case HWLOC_OBJ_CORE: .core
    case HWLOC_OBJ_L1CACHE: .cache(level: 1)
    case HWLOC_OBJ_L2CACHE: .cache(level: 2)
    case HWLOC_OBJ_L3CACHE: .cache(level: 3)
    case HWLOC_OBJ_L4CACHE: .cache(level: 4)
    case HWLOC_OBJ_L5CACHE: .cache(level: 5)
    default: nil
    }
  }

  private static func cacheBytes(_ object: hwloc_obj_t) -> Int? {
    guard hwloc_obj_type_is_dcache(object.pointee.type) != 0 else { return nil }
    let bytes = object.pointee.attr.pointee.cache.size
    return bytes > 0 ? Int(clamping: bytes) : nil
  }

  private static func name(_ object: hwloc_obj_t) -> String? {
    if object.pointee.type == HWLOC_OBJ_GROUP {
      return object.pointee.subtype.map { String(cString: $0) }
    }
    guard let name = hwloc_obj_get_info_by_name(object, "CPUModel") else { return nil }
    let words = String(cString: name).split(separator: " ")
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
