/// Bytes of the data caches above a core; nil where the machine has no such cache or hides it.
///
/// Sizes are of whole caches: the cores that share one share its bytes.
public struct CacheSizes: Hashable, Sendable {
  public let level1DataBytes: Int?
  public let level2Bytes: Int?
  public let level3Bytes: Int?

  public init(level1DataBytes: Int?, level2Bytes: Int?, level3Bytes: Int?) {
    self.level1DataBytes = level1DataBytes
    self.level2Bytes = level2Bytes
    self.level3Bytes = level3Bytes
  }
}
