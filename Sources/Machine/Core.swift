/// A core that this process may use.
public struct Core: Hashable, Sendable {
  /// Its position in `Topology.cores`, counted in hwloc's logical order: neighbours share caches.
  public let index: Int

  /// Its usable hardware threads in logical order, never empty.
  public let processingUnits: [ProcessingUnit]

  public let caches: CacheSizes

  /// The last data cache above it, counted over the machine's last caches in logical order. Cores
  /// with the same number share it; a core without a cache, or whose caches are hidden, has a number of its own.
  public let lastCache: Int

  /// Its position in `Topology.coreKinds`.
  public let kind: Int

  public init(
    index: Int, processingUnits: [ProcessingUnit], caches: CacheSizes, lastCache: Int, kind: Int
  ) {
    self.index = index
    self.processingUnits = processingUnits
    self.caches = caches
    self.lastCache = lastCache
    self.kind = kind
  }

  /// The operating system's number of the NUMA node that is closest to it.
  public var numaNode: Int { processingUnits[0].numaNode }

  /// Its package (socket), counted from 0 in logical order.
  public var package: Int { processingUnits[0].package }
}
