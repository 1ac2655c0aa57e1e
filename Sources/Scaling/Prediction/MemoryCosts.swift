/// What a core pays for its data, by where they are.
public struct MemoryCosts: Codable, Equatable, Sendable {
  /// Reading a line of 64 bytes, one after the other, in an array that fits in the second cache.
  public var secondCacheNanosecondsPerLine: Double
  /// … that fits in the last cache only.
  public var lastCacheNanosecondsPerLine: Double
  /// … that fits in none.
  public var memoryNanosecondsPerLine: Double
  /// Of one core; nil where the machine hides it.
  public var secondCacheBytes: Int?
  /// Of all cores that share it; nil where the machine hides it.
  public var lastCacheBytes: Int?
  /// What one core moves, 10⁹ bytes a second (`MemoryProbe`).
  public var gigabytesPerSecondOfOne: Double
  /// What all cores of one NUMA node move together.
  public var gigabytesPerSecondOfNode: Double
  /// Those cores.
  public var coresOfNode: Int

  public init(
    secondCacheNanosecondsPerLine: Double, lastCacheNanosecondsPerLine: Double,
    memoryNanosecondsPerLine: Double, secondCacheBytes: Int?, lastCacheBytes: Int?,
    gigabytesPerSecondOfOne: Double, gigabytesPerSecondOfNode: Double, coresOfNode: Int
  ) {
    self.secondCacheNanosecondsPerLine = secondCacheNanosecondsPerLine
    self.lastCacheNanosecondsPerLine = lastCacheNanosecondsPerLine
    self.memoryNanosecondsPerLine = memoryNanosecondsPerLine
    self.secondCacheBytes = secondCacheBytes
    self.lastCacheBytes = lastCacheBytes
    self.gigabytesPerSecondOfOne = gigabytesPerSecondOfOne
    self.gigabytesPerSecondOfNode = gigabytesPerSecondOfNode
    self.coresOfNode = coresOfNode
  }

  /// What a line costs on the average in a set of `bytes` of which parts fit in the second cache and in
  /// the last one.
  func nanosecondsPerLine(bytes: Double, secondCache: Double, lastCache: Double) -> Double {
    guard bytes > 0 else { return secondCacheNanosecondsPerLine }
    let inSecond = min(1, secondCache / bytes)
    let inEither = max(inSecond, min(1, lastCache / bytes))
    return inSecond * secondCacheNanosecondsPerLine
      + (inEither - inSecond) * lastCacheNanosecondsPerLine
      + (1 - inEither) * memoryNanosecondsPerLine
  }

  /// What a NUMA node moves while `workers` of its cores ask: as measured where there are no more
  /// cores than here, else what one core moves times the workers, at most `mostCoresServed` times.
  func nodeGigabytesPerSecond(workers: Int) -> Double {
    let asked = Double(max(1, workers)) * gigabytesPerSecondOfOne
    guard workers > coresOfNode else { return min(asked, gigabytesPerSecondOfNode) }
    return max(gigabytesPerSecondOfNode, min(asked, Self.mostCoresServed * gigabytesPerSecondOfOne))
  }

  /// Cores that use up what a node's memory can move: about eight on servers with six to twelve
  /// channels a socket.
  static let mostCoresServed = 8.0
}
