internal import CHwloc
internal import Glibc

extension HwlocTopology {
  /// NUMA nodes that are the closest of some of `cores`, in logical order.
  func memoryNodes(of cores: [Core]) -> [MemoryNode] {
    let count = hwloc_get_nbobjs_by_type(pointer, HWLOC_OBJ_NUMANODE)
    return (0..<max(0, count)).compactMap { index in
      guard let object = hwloc_get_obj_by_type(pointer, HWLOC_OBJ_NUMANODE, UInt32(index)) else {
        return nil
      }
      let number = Int(object.pointee.os_index)
      let own = cores.filter { $0.numaNode == number }.map(\.index)
      guard !own.isEmpty else { return nil }
      return MemoryNode(osIndex: number, bytes: Self.memoryBytes(object), cores: own)
    }
  }

  /// Reported latencies between nodes, rows and columns in the order of `nodes`.
  func memoryDistances(between nodes: [Int]) -> [[Double]]? {
    var count: UInt32 = 1
    var found: UnsafeMutablePointer<hwloc_distances_s>?
    let kind = UInt(HWLOC_DISTANCES_KIND_MEANS_LATENCY.rawValue)
    guard
      hwloc_distances_get_by_type(pointer, HWLOC_OBJ_NUMANODE, &count, &found, kind, 0) == 0,
      count > 0, let distances = found
    else { return nil }
    defer { hwloc_distances_release(pointer, distances) }
    let size = Int(distances.pointee.nbobjs)
    var places: [Int: Int] = [:]
    for index in 0..<size {
      if let object = distances.pointee.objs[index] {
        places[Int(object.pointee.os_index)] = index
      }
    }
    let own = nodes.compactMap { places[$0] }
    guard own.count == nodes.count else { return nil }
    return own.map { row in own.map { Double(distances.pointee.values[row * size + $0]) } }
  }

  /// Whether hwloc comes back from reading it.
  static func survives(xml: String) -> Bool {
    lockstep_hwloc_survives(xml, Int32(clamping: xml.utf8.count + 1)) != 0
  }

  /// Parts of names of what says which machine it is and where it stands, not what kind of machine.
  private static let identifying = [
    "HostName", "LinuxCgroup", "ProcessName", "Serial", "UUID", "AssetTag",
  ]

  /// The topology as XML, without the names of the host, the cgroup and the program that made it, and
  /// without serial numbers.
  func xml() throws(MachineError) -> String {
    var buffer: UnsafeMutablePointer<CChar>?
    var length: Int32 = 0
    guard hwloc_topology_export_xmlbuffer(pointer, &buffer, &length, 0) == 0, let buffer else {
      throw .topologyUnreadable(source: source.description, code: errno)
    }
    defer { hwloc_free_xmlbuffer(pointer, buffer) }
    return String(cString: buffer).split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in
        !line.contains("<info name=\"") || !Self.identifying.contains { line.contains($0) }
      }
      .joined(separator: "\n")
  }
}
