/// A core that this process may use.
public struct Core: Hashable, Sendable {
  /// Its position in `Topology.cores`, counted in hwloc's logical order: neighbours share caches.
  public let index: Int

  /// Its usable hardware threads in logical order, never empty.
  public let processingUnits: [ProcessingUnit]

  public let caches: CacheSizes

  public init(index: Int, processingUnits: [ProcessingUnit], caches: CacheSizes) {
    self.index = index
    self.processingUnits = processingUnits
    self.caches = caches
  }
}
