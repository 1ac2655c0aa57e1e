/// A NUMA node: memory that some cores are closest to.
public struct MemoryNode: Hashable, Sendable {
  /// The operating system's number of it, as in `numactl` and `/proc/self/numa_maps`.
  public let osIndex: Int

  /// Bytes of memory; nil where the topology does not say.
  public let bytes: Int?

  /// Usable cores that have no closer node, ascending positions in `Topology.cores`; never empty.
  public let cores: [Int]

  public init(osIndex: Int, bytes: Int?, cores: [Int]) {
    self.osIndex = osIndex
    self.bytes = bytes
    self.cores = cores
  }
}
