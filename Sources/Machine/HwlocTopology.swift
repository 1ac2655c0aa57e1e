internal import CHwloc
internal import Glibc

/// A topology that hwloc loaded, and each of the C calls on it.
///
/// Unchecked because of the pointer: nothing changes what it points to after `init`, and hwloc
/// allows reading and binding from many threads then.
final class HwlocTopology: @unchecked Sendable {
  let source: HwlocSource
  let pointer: hwloc_topology_t

  /// hwloc would write banners of its own where a file contradicts itself; we say it in a line.
  private static let isQuiet: Bool = setenv("HWLOC_HIDE_ERRORS", "2", 0) == 0

  init(_ source: HwlocSource) throws(MachineError) {
    _ = Self.isQuiet
    var created: hwloc_topology_t?
    guard hwloc_topology_init(&created) == 0, let created else {
      throw .topologyUnreadable(source: source.description, code: errno)
    }
    do throws(MachineError) {
      try Self.load(source, into: created)
    } catch {
      hwloc_topology_destroy(created)
      throw error
    }
    self.source = source
    pointer = created
  }

  deinit {
    hwloc_topology_destroy(pointer)
  }

  /// Whether bindings reach the machine that this process runs on.
  var isThisMachine: Bool { hwloc_topology_is_thissystem(pointer) != 0 }

  /// Keeps the calling thread on one processing unit.
  func bindThread(to osIndex: Int) throws(MachineError) {
    // hwloc accepts a binding to a machine that is not here, and does nothing.
    guard isThisMachine else { throw .bindingElsewhere(processingUnit: osIndex) }
    // A bitmap grows to the highest number set in it, so a number out of reach is refused first.
    guard let number = UInt32(exactly: osIndex),
      hwloc_bitmap_isset(hwloc_topology_get_complete_cpuset(pointer), number) != 0
    else { throw .bindingRefused(processingUnit: osIndex, code: EINVAL) }
    guard let set = hwloc_bitmap_alloc() else {
      throw .bindingRefused(processingUnit: osIndex, code: ENOMEM)
    }
    defer { hwloc_bitmap_free(set) }
    guard hwloc_bitmap_set(set, number) == 0,
      hwloc_set_cpubind(pointer, set, Int32(HWLOC_CPUBIND_THREAD.rawValue)) == 0
    else { throw .bindingRefused(processingUnit: osIndex, code: errno) }
  }

  /// Processing units in logical order.
  func processingUnits() -> [hwloc_obj_t] {
    let count = hwloc_get_nbobjs_by_type(pointer, HWLOC_OBJ_PU)
    return (0..<max(0, count)).compactMap {
      hwloc_get_obj_by_type(pointer, HWLOC_OBJ_PU, UInt32($0))
    }
  }

  private static func load(
    _ source: HwlocSource, into topology: hwloc_topology_t
  ) throws(MachineError) {
    func check(_ status: Int32) throws(MachineError) {
      guard status == 0 else {
        // Of a file, errno may be anything: hwloc sets none.
        if case .xmlText(_, let name) = source { throw .topologyMalformed(source: name) }
        throw .topologyUnreadable(source: source.description, code: errno)
      }
    }
    switch source {
    case .thisMachine: break
    case .xmlText(let text, _):
      // The length counts the zero at the end.
      let length = Int32(clamping: text.utf8.count + 1)
      try check(hwloc_topology_set_xmlbuffer(topology, text, length))
    case .synthetic(let description):
      try check(hwloc_topology_set_synthetic(topology, description))
    }
    // Reading a machine must not move the thread that reads it.
    let flags = UInt(HWLOC_TOPOLOGY_FLAG_DONT_CHANGE_BINDING.rawValue)
    try check(hwloc_topology_set_flags(topology, flags))
    try check(hwloc_topology_load(topology))
    if hwloc_topology_is_thissystem(topology) != 0 {
      try check(restrictToProcess(topology))
    }
  }

  /// Drops what `taskset` and its like withhold from this process; cgroups hwloc sees by itself.
  ///
  /// Not by `HWLOC_TOPOLOGY_FLAG_RESTRICT_TO_CPUBINDING`: that one must claim the topology to be
  /// this machine's, which it is not where `HWLOC_XMLFILE` is set.
  private static func restrictToProcess(_ topology: hwloc_topology_t) -> Int32 {
    guard let allowed = hwloc_bitmap_alloc() else { return -1 }
    defer { hwloc_bitmap_free(allowed) }
    // Where the system cannot say, nothing is withheld.
    guard hwloc_get_cpubind(topology, allowed, Int32(HWLOC_CPUBIND_PROCESS.rawValue)) == 0 else {
      return 0
    }
    return hwloc_topology_restrict(topology, allowed, 0)
  }
}
